// Prints every member that Roslyn's parser sees below a directory, in the form of
// `parity index --format json`. The definitions are in ../README.md.

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

try
{
    var options = Options.Parse(args);
    var files = FileFinder.Find(options);
    var read = new FileResult[files.Count];
    Parallel.For(0, files.Count, i => read[i] = FileReader.Read(options, files[i]));
    Printer.Print(read);
    return 0;
}
catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"oracle: {e.Message}");
    return 2;
}

sealed class UsageException(string message)
    : Exception($"{message}; usage: Oracle ROOT [--bodies] [--define SYM,...] [--symbols FILE] [--exclude GLOB...]");

sealed record Member(
    string Language, string File, string Namespace, string Owner, string Kind, string Name, int Parameters,
    int StartLine, int EndLine, int NameLine, bool HasBody, bool Test,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Counts? Counts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Counts? Lowered);

/// <summary>Line 0: the file could not be read at all.</summary>
sealed record Unreadable(string File, int Line, string Message);

sealed record FileResult(IReadOnlyList<Member> Members, Unreadable? Unreadable);

sealed record Options(
    string Root, IReadOnlyList<string> Symbols, IReadOnlyDictionary<string, string[]> SymbolsByFile, IReadOnlyList<Regex> Exclude, bool Bodies)
{
    /// <summary>What the SDK defines for net10.0 in a debug build.</summary>
    private static readonly string[] DefaultSymbols =
    [
        "DEBUG", "TRACE", "NET", "NET10_0", "NETCOREAPP",
        .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER"),
        .. new[] { "1_0", "1_1", "2_0", "2_1", "2_2", "3_0", "3_1" }.Select(v => $"NETCOREAPP{v}_OR_GREATER"),
    ];

    public static Options Parse(string[] args)
    {
        string? root = null;
        List<string>? symbols = null;
        var symbolsByFile = new Dictionary<string, string[]>();
        var exclude = new List<Regex>();
        var bodies = false;
        for (var i = 0; i < args.Length; i++)
        {
            var option = args[i];
            switch (option)
            {
                case "--bodies":
                    bodies = true;
                    break;
                case "--define" when i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal):
                    symbols ??= [];
                    symbols.AddRange(args[++i].Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                    break;
                case "--symbols" when i + 1 < args.Length:
                    foreach (var line in File.ReadLines(args[++i]))
                    {
                        var tab = line.IndexOf('\t');
                        symbolsByFile[line[..tab]] = line[(tab + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries);
                    }

                    break;
                case "--exclude" when i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal):
                    while (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                    {
                        exclude.Add(GlobRegex(args[++i]));
                    }

                    break;
                case "--define" or "--exclude" or "--symbols":
                    throw new UsageException($"{option} needs a value");
                case ['-', ..]:
                    throw new UsageException($"unknown option {option}");
                default:
                    root = root is null ? option : throw new UsageException($"unexpected argument \"{option}\"");
                    break;
            }
        }

        root = root ?? throw new UsageException("no ROOT");
        return Directory.Exists(root)
            ? new Options(Path.GetFullPath(root), symbols ?? [.. DefaultSymbols], symbolsByFile, exclude, bodies)
            : throw new UsageException($"{root} is not a directory");
    }

    /// <summary>Knows *, ?, ** and {a,b}; everything else stands for itself.</summary>
    private static Regex GlobRegex(string glob)
    {
        var rest = glob.StartsWith("./", StringComparison.Ordinal) ? glob[2..] : glob;
        rest = rest.EndsWith('/') ? rest[..^1] : rest;
        var pattern = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case '*' when rest.AsSpan(i).StartsWith("**/"):
                    pattern.Append("(?:.*/)?");
                    i += 2;
                    break;
                case '*' when rest.AsSpan(i).StartsWith("**"):
                    pattern.Append(".*");
                    i++;
                    break;
                case '*':
                    pattern.Append("[^/]*");
                    break;
                case '?':
                    pattern.Append("[^/]");
                    break;
                case '{':
                    pattern.Append("(?:");
                    depth++;
                    break;
                case '}' when depth > 0:
                    pattern.Append(')');
                    depth--;
                    break;
                case ',' when depth > 0:
                    pattern.Append('|');
                    break;
                default:
                    pattern.Append(Regex.Escape(rest[i].ToString()));
                    break;
            }
        }

        return depth == 0
            ? new Regex($@"\A(?:{pattern})\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)
            : throw new UsageException($"--exclude {glob}: {{ without }}");
    }
}

static class FileFinder
{
    private static readonly EnumerationOptions Entries = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint, // links; hidden files count
        IgnoreInaccessible = false,
    };

    /// <summary>Paths relative to the root, with '/', in ordinal order.</summary>
    public static List<string> Find(Options options)
    {
        var files = new List<string>();
        Walk(options, new DirectoryInfo(options.Root), "", files);
        files.Sort(string.CompareOrdinal);
        return files;
    }

    private static void Walk(Options options, DirectoryInfo directory, string prefix, List<string> files)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos("*", Entries))
        {
            var path = prefix + entry.Name;
            if (options.Exclude.Any(pattern => pattern.IsMatch(path)))
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                if (inner.Name is not ("bin" or "obj" or ".git" or "node_modules"))
                {
                    Walk(options, inner, path + "/", files);
                }
            }
            else if (path.EndsWith(".cs", StringComparison.Ordinal))
            {
                files.Add(path);
            }
        }
    }
}

static class FileReader
{
    /// <summary>The directive #error is no syntax error.</summary>
    private const string ErrorDirective = "CS1029";

    public static FileResult Read(Options options, string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(options.Root, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileResult([], new Unreadable(file, 0, "the file cannot be read"));
        }

        var parseOptions = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Regular, options.SymbolsByFile.GetValueOrDefault(file) ?? options.Symbols)
            .WithFeatures([new("FileBasedProgram", "true")]); // allows #: and #! lines
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(Decode(bytes)), parseOptions, file);
        var error = tree.GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != ErrorDirective)
            .MinBy(d => d.Location.SourceSpan.Start);
        var unreadable = error is null
            ? null
            : new Unreadable(
                file,
                tree.GetLineSpan(error.Location.SourceSpan).StartLinePosition.Line + 1,
                $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");
        return new FileResult(new MemberReader(file, tree, options.Bodies).Read(), unreadable);
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ => Encoding.UTF8.GetString(bytes),
    };
}

sealed class MemberReader(string file, SyntaxTree tree, bool bodies)
{
    private readonly TextLineCollection lines = tree.GetText().Lines;

    public List<Member> Read() => tree.GetRoot().DescendantNodes()
        .SelectMany(Declared)
        .Where(member => member.Name != "") // a name that is missing: only after a syntax error
        .ToList();

    private IEnumerable<Member> Declared(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax m =>
            [Make(m, "method", m.Identifier, m.ParameterList, [m.Body, m.ExpressionBody])],
        ConstructorDeclarationSyntax c =>
            [Make(c, c.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static-constructor" : "constructor", c.Identifier, c.ParameterList, [c.Body, c.ExpressionBody])],
        DestructorDeclarationSyntax d =>
            [Make(d, "destructor", d.Identifier, d.ParameterList, [d.Body, d.ExpressionBody])],
        PropertyDeclarationSyntax p =>
            [Make(p, "property", p.Identifier, null, [p.ExpressionBody, .. AccessorBodies(p.AccessorList)])],
        IndexerDeclarationSyntax i =>
            [Make(i, "indexer", i.ThisKeyword, i.ParameterList, [i.ExpressionBody, .. AccessorBodies(i.AccessorList)])],
        EventDeclarationSyntax e =>
            [Make(e, "event", e.Identifier, null, [.. AccessorBodies(e.AccessorList)])],
        EventFieldDeclarationSyntax e =>
            e.Declaration.Variables.Select(variable => Make(e, "event", variable.Identifier, null, [])),
        OperatorDeclarationSyntax o =>
            [Make(o, "operator", o.OperatorToken, o.ParameterList, [o.Body, o.ExpressionBody])],
        ConversionOperatorDeclarationSyntax c =>
            [Make(c, "conversion", c.ImplicitOrExplicitKeyword, c.ParameterList, [c.Body, c.ExpressionBody])],
        LocalFunctionStatementSyntax f =>
            [Make(f, "local-function", f.Identifier, f.ParameterList, [f.Body, f.ExpressionBody])],
        _ => [],
    };

    private static IEnumerable<SyntaxNode?> AccessorBodies(AccessorListSyntax? list) =>
        list is null ? [] : list.Accessors.SelectMany(a => new SyntaxNode?[] { a.Body, a.ExpressionBody });

    private Member Make(SyntaxNode node, string kind, SyntaxToken name, BaseParameterListSyntax? parameters, SyntaxNode?[] parts)
    {
        var body = parts.OfType<SyntaxNode>().ToList();
        return new Member(
            "csharp",
            file,
            Namespace(node),
            Owner(node),
            kind,
            name.Text,
            parameters?.Parameters.Count ?? 0,
            Line(node.SpanStart),
            Line(Math.Max(node.SpanStart, node.Span.End - 1)),
            Line(name.SpanStart),
            body.Count > 0,
            AttributeLists(node).Any(IsTest),
            bodies && body.Count > 0 ? Counts.Of(body) : null,
            bodies && body.Count > 0 ? Counts.OfLowered(body) : null);
    }

    private int Line(int position) => lines.GetLinePosition(position).Line + 1; // the text's own lines: no #line

    private static string Namespace(SyntaxNode node) => string.Join('.', node.Ancestors()
        .OfType<BaseNamespaceDeclarationSyntax>()
        .Reverse()
        .Select(n => string.Concat(n.Name.DescendantTokens().Select(t => t.Text))));

    /// <summary>An extension block has no name and is passed over: its members belong to the static class.</summary>
    private static string Owner(SyntaxNode node) => string.Join('.', node.Ancestors()
        .OfType<BaseTypeDeclarationSyntax>()
        .Where(t => t is not ExtensionBlockDeclarationSyntax)
        .Reverse()
        .Select(t => t.Identifier.Text));

    private static SyntaxList<AttributeListSyntax> AttributeLists(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        LocalFunctionStatementSyntax function => function.AttributeLists,
        _ => default,
    };

    private static bool IsTest(AttributeListSyntax list) =>
        list.Target is null or { Identifier.ValueText: "method" }
        && list.Attributes.Any(a => IsTest(SimpleName(a.Name)));

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax q => SimpleName(q.Right),
        AliasQualifiedNameSyntax a => SimpleName(a.Name),
        SimpleNameSyntax s => s.Identifier.ValueText,
        _ => "",
    };

    private static bool IsTest(string attribute)
    {
        const string suffix = "Attribute";
        var name = attribute.EndsWith(suffix, StringComparison.Ordinal) ? attribute[..^suffix.Length] : attribute;
        return name is "Test" or "TestCase" or "TestCaseSource" or "TestMethod" or "DataTestMethod"
            || name.EndsWith("Fact", StringComparison.Ordinal)
            || name.EndsWith("Theory", StringComparison.Ordinal);
    }
}

sealed record Counts(int Calls, int Creations, int Branches, int Loops, int Returns, int Raises, int Literals, int Lambdas)
{
    public static Counts Of(IEnumerable<SyntaxNode> body)
    {
        var nodes = body.SelectMany(part => part.DescendantNodesAndSelf()).ToList();
        int Count(Func<SyntaxNode, bool> test) => nodes.Count(test);
        return new Counts(
            Calls: Count(n => n is InvocationExpressionSyntax),
            Creations: Count(IsCreation),
            Branches: Count(n => n
                is IfStatementSyntax
                or CaseSwitchLabelSyntax
                or CasePatternSwitchLabelSyntax
                or SwitchExpressionArmSyntax and not { Pattern: DiscardPatternSyntax, WhenClause: null }
                or ConditionalExpressionSyntax),
            Loops: Count(n => n
                is ForStatementSyntax
                or CommonForEachStatementSyntax
                or WhileStatementSyntax
                or DoStatementSyntax),
            Returns: Count(n => n.Kind() is SyntaxKind.ReturnStatement or SyntaxKind.YieldReturnStatement),
            Raises: Count(n => n is ThrowStatementSyntax or ThrowExpressionSyntax),
            Literals: Count(IsLiteral),
            Lambdas: Count(n => n is AnonymousFunctionExpressionSyntax));
    }

    /// <summary>The same, as far as the neutral tree has it: see "Lowered counts" in ../README.md.</summary>
    public static Counts OfLowered(IReadOnlyList<SyntaxNode> body)
    {
        var nodes = body.SelectMany(part => part.DescendantNodesAndSelf(n => !IsNameOf(n))).Where(IsKept).ToList();
        int Count(Func<SyntaxNode, bool> test) => nodes.Count(test);
        return Of(body) with
        {
            Calls = Count(n => n is InvocationExpressionSyntax && !IsNameOf(n)) + nodes.Sum(QueryCalls),
            Creations = Count(n => IsCreation(n) || IsListed(n)),
            Literals = Count(n => IsLiteral(n) && !IsTextInString(n)),
            Lambdas = Count(n => n is AnonymousFunctionExpressionSyntax) + nodes.Sum(QueryLambdas),
        };
    }

    private static bool IsCreation(SyntaxNode n) => n
        is BaseObjectCreationExpressionSyntax
        or AnonymousObjectCreationExpressionSyntax
        or ArrayCreationExpressionSyntax
        or ImplicitArrayCreationExpressionSyntax;

    private static bool IsLiteral(SyntaxNode n) =>
        n is InterpolatedStringExpressionSyntax
        || n is LiteralExpressionSyntax
        && n.Kind() is not (SyntaxKind.DefaultLiteralExpression or SyntaxKind.ArgListExpression);

    private static bool IsNameOf(SyntaxNode n) =>
        n is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };

    /// <summary>Not in the attributes and defaults of a lambda or local function.</summary>
    private static bool IsKept(SyntaxNode n) =>
        n.AncestorsAndSelf().TakeWhile(a => a is not MemberDeclarationSyntax).All(a => a is not (AttributeListSyntax or ParameterSyntax));

    private static bool IsListed(SyntaxNode n) => n switch
    {
        CollectionExpressionSyntax or WithExpressionSyntax
            or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => true,
        InitializerExpressionSyntax => !IsCreation(n.Parent!) && !IsListed(n.Parent!) || n.Parent is InitializerExpressionSyntax,
        _ => false,
    };

    private static bool IsTextInString(SyntaxNode n) =>
        n.IsKind(SyntaxKind.StringLiteralExpression) && n.Parent is InterpolationSyntax
        || n.Ancestors().Any(a => a is InterpolationAlignmentClauseSyntax);

    private static int QueryCalls(SyntaxNode n) => n switch
    {
        OrderByClauseSyntax o => o.Orderings.Count,
        FromClauseSyntax { Parent: QueryExpressionSyntax } => 0,
        QueryClauseSyntax => 1,
        SelectOrGroupClauseSyntax => 1,
        _ => 0,
    };

    private static int QueryLambdas(SyntaxNode n) => n switch
    {
        OrderByClauseSyntax o => o.Orderings.Count,
        JoinClauseSyntax or GroupClauseSyntax => 2,
        FromClauseSyntax { Parent: QueryExpressionSyntax } => 0,
        QueryClauseSyntax or SelectClauseSyntax => 1,
        _ => 0,
    };
}

static class Printer
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Print(FileResult[] files)
    {
        var members = files.SelectMany(f => f.Members)
            .OrderBy(m => m.File, StringComparer.Ordinal)
            .ThenBy(m => m.StartLine)
            .ThenBy(m => m.Name, StringComparer.Ordinal);
        var unreadable = files.Select(f => f.Unreadable).OfType<Unreadable>();
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        output.Write("{\"version\":1,\"members\":[");
        WriteItems(output, members);
        output.Write("\n],\"unreadable\":[");
        WriteItems(output, unreadable);
        output.Write("\n]}\n");
    }

    /// <summary>Each element on a line of its own.</summary>
    private static void WriteItems<T>(TextWriter output, IEnumerable<T> items)
    {
        var separator = "\n";
        foreach (var item in items)
        {
            output.Write(separator);
            output.Write(JsonSerializer.Serialize(item, Json));
            separator = ",\n";
        }
    }
}
