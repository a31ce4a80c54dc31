// Command oracle prints every function and method that Go's own parser sees below a directory,
// in the form of `parity index --format json`. The definitions are in ../README.md.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

const usage = "usage: oracle ROOT [--bodies] [--exclude GLOB...]"

type member struct {
	Language   string  `json:"language"`
	File       string  `json:"file"`
	Namespace  string  `json:"namespace"`
	Owner      string  `json:"owner"`
	Kind       string  `json:"kind"`
	Name       string  `json:"name"`
	Parameters int     `json:"parameters"`
	StartLine  int     `json:"startLine"`
	EndLine    int     `json:"endLine"`
	NameLine   int     `json:"nameLine"`
	HasBody    bool    `json:"hasBody"`
	Test       bool    `json:"test"`
	Counts     *counts `json:"counts,omitempty"`
}

type counts struct {
	Calls       int `json:"calls"`
	Creations   int `json:"creations"`
	Branches    int `json:"branches"`
	Loops       int `json:"loops"`
	Returns     int `json:"returns"`
	Raises      int `json:"raises"`
	Literals    int `json:"literals"`
	Lambdas     int `json:"lambdas"`
	Allocations int `json:"allocations"`
	Assertions  int `json:"assertions"`
}

type unreadable struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // 0: the file could not be read at all
	Message string `json:"message"`
}

type options struct {
	root    string
	exclude []*regexp.Regexp
	bodies  bool
}

func main() {
	opts, err := parseArgs(os.Args[1:])
	if err != nil {
		fail(err)
	}
	files, err := findFiles(opts)
	if err != nil {
		fail(err)
	}
	members, bad := readAll(opts, files)
	if err := print(members, bad); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "oracle:", err)
	os.Exit(2)
}

func parseArgs(args []string) (options, error) {
	var opts options
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--bodies":
			opts.bodies = true
		case arg == "--exclude":
			first := i + 1
			for i+1 < len(args) && !strings.HasPrefix(args[i+1], "--") {
				i++
				re, err := globRegexp(args[i])
				if err != nil {
					return opts, err
				}
				opts.exclude = append(opts.exclude, re)
			}
			if i < first {
				return opts, errors.New("--exclude needs a value; " + usage)
			}
		case strings.HasPrefix(arg, "-"):
			return opts, fmt.Errorf("unknown option %s; %s", arg, usage)
		case opts.root == "":
			opts.root = arg
		default:
			return opts, fmt.Errorf("unexpected argument %q; %s", arg, usage)
		}
	}
	if opts.root == "" {
		return opts, errors.New("no ROOT; " + usage)
	}
	root, err := filepath.EvalSymlinks(opts.root)
	if err != nil {
		return opts, err
	}
	if info, err := os.Stat(root); err != nil {
		return opts, err
	} else if !info.IsDir() {
		return opts, fmt.Errorf("%s is not a directory", opts.root)
	}
	opts.root = root
	return opts, nil
}

// globRegexp knows *, ?, ** and {a,b}; everything else stands for itself.
func globRegexp(glob string) (*regexp.Regexp, error) {
	rest := strings.TrimSuffix(strings.TrimPrefix(glob, "./"), "/")
	var b strings.Builder
	depth := 0
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString("(?:.*/)?")
			size = 3
		case strings.HasPrefix(rest, "**"):
			b.WriteString(".*")
			size = 2
		case r == '*':
			b.WriteString("[^/]*")
		case r == '?':
			b.WriteString("[^/]")
		case r == '{':
			b.WriteString("(?:")
			depth++
		case r == '}' && depth > 0:
			b.WriteString(")")
			depth--
		case r == ',' && depth > 0:
			b.WriteString("|")
		default:
			b.WriteString(regexp.QuoteMeta(rest[:size]))
		}
		rest = rest[size:]
	}
	if depth > 0 {
		return nil, fmt.Errorf("--exclude %s: { without }", glob)
	}
	return regexp.Compile("(?s)^(?:" + b.String() + ")$")
}

func findFiles(opts options) ([]string, error) {
	var files []string
	err := filepath.WalkDir(opts.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path == opts.root {
			return nil
		}
		rel, err := filepath.Rel(opts.root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		excluded := false
		for _, re := range opts.exclude {
			excluded = excluded || re.MatchString(rel)
		}
		if entry.IsDir() {
			name := entry.Name()
			if excluded || name == ".git" || name == "node_modules" || name == "vendor" {
				return filepath.SkipDir
			}
			return nil
		}
		if !excluded && entry.Type().IsRegular() && strings.HasSuffix(rel, ".go") {
			files = append(files, rel)
		}
		return nil
	})
	return files, err
}

func readAll(opts options, files []string) ([]member, []unreadable) {
	perFile := make([][]member, len(files))
	errs := make([]*unreadable, len(files))
	next := make(chan int)
	var wg sync.WaitGroup
	for w := 0; w < runtime.GOMAXPROCS(0); w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				perFile[i], errs[i] = readFile(opts, files[i])
			}
		}()
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()

	var members []member
	var bad []unreadable
	for i := range files {
		members = append(members, perFile[i]...)
		if errs[i] != nil {
			bad = append(bad, *errs[i])
		}
	}
	sort.SliceStable(members, func(i, j int) bool {
		a, b := &members[i], &members[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.StartLine != b.StartLine {
			return a.StartLine < b.StartLine
		}
		return a.Name < b.Name
	})
	sort.Slice(bad, func(i, j int) bool { return bad[i].File < bad[j].File })
	return members, bad
}

func readFile(opts options, file string) ([]member, *unreadable) {
	source, err := os.ReadFile(filepath.Join(opts.root, filepath.FromSlash(file)))
	if err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) { // leave the absolute path out
			err = pathErr.Err
		}
		return nil, &unreadable{file, 0, err.Error()}
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, source, parser.ParseComments)
	if err != nil {
		return nil, parseFailure(fset, file, err)
	}
	line := func(pos token.Pos) int { return fset.PositionFor(pos, false).Line } // no //line directives
	var members []member
	for _, decl := range tree.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		m := member{
			Language:   "go",
			File:       file,
			Namespace:  tree.Name.Name,
			Kind:       "function",
			Name:       fn.Name.Name,
			Parameters: parameterCount(fn),
			StartLine:  line(fn.Type.Func),
			EndLine:    line(fn.End() - 1),
			NameLine:   line(fn.Name.Pos()),
			HasBody:    fn.Body != nil,
			Test:       strings.HasSuffix(file, "_test.go") && isTest(fn),
		}
		if fn.Recv != nil {
			m.Kind = "method"
			m.Owner = receiverType(fn)
		}
		if opts.bodies && fn.Body != nil {
			m.Counts = countBody(fn.Body)
		}
		members = append(members, m)
	}
	return members, nil
}

func parseFailure(fset *token.FileSet, file string, err error) *unreadable {
	var list scanner.ErrorList
	if !errors.As(err, &list) || len(list) == 0 {
		return &unreadable{file, 0, err.Error()}
	}
	// The error's own line obeys //line directives, its offset doesn't.
	line := list[0].Pos.Line
	fset.Iterate(func(f *token.File) bool {
		if offset := list[0].Pos.Offset; offset <= f.Size() {
			line = fset.PositionFor(f.Pos(offset), false).Line
		}
		return false
	})
	return &unreadable{file, line, list[0].Msg}
}

func parameterCount(fn *ast.FuncDecl) int {
	return fn.Type.Params.NumFields() // an unnamed parameter is one field
}

func receiverType(fn *ast.FuncDecl) string {
	if len(fn.Recv.List) == 0 {
		return ""
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

func isTest(fn *ast.FuncDecl) bool {
	if fn.Recv != nil {
		return false
	}
	name, parameters := fn.Name.Name, parameterCount(fn)
	switch {
	case hasTestName(name, "Test"):
		return parameters == 1 && !(name == "TestMain" && takesM(fn))
	case hasTestName(name, "Benchmark"), hasTestName(name, "Fuzz"):
		return parameters == 1
	case hasTestName(name, "Example"):
		return parameters == 0
	}
	return false
}

// hasTestName is `go test`'s own rule: TestX and Test, not Testify.
func hasTestName(name, prefix string) bool {
	if !strings.HasPrefix(name, prefix) {
		return false
	}
	next, size := utf8.DecodeRuneInString(name[len(prefix):])
	return size == 0 || !unicode.IsLower(next)
}

// takesM tells whether the first parameter is *M or *pkg.M, as in TestMain(m *testing.M).
func takesM(fn *ast.FuncDecl) bool {
	star, ok := fn.Type.Params.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	switch x := star.X.(type) {
	case *ast.Ident:
		return x.Name == "M"
	case *ast.SelectorExpr:
		return x.Sel.Name == "M"
	}
	return false
}

func countBody(body *ast.BlockStmt) *counts {
	c := &counts{}
	selected := map[*ast.Ident]bool{} // the names after a dot
	var count func(node ast.Node) bool
	count = func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.ArrayType, *ast.MapType, *ast.ChanType, *ast.StructType, *ast.InterfaceType, *ast.FuncType:
			return false
		case *ast.GenDecl:
			if n.Tok == token.CONST {
				countConstants(n, count)
				return false
			}
			return n.Tok != token.TYPE
		case *ast.CallExpr:
			c.Calls++
			if id, ok := unparen(n.Fun).(*ast.Ident); ok && id.Obj == nil {
				switch id.Name {
				case "panic":
					c.Raises++
				case "make", "new":
					c.Allocations++
				}
			}
		case *ast.TypeAssertExpr:
			if n.Type != nil {
				c.Assertions++
			}
		case *ast.CompositeLit:
			if n.Type != nil {
				c.Creations++
			}
		case *ast.IfStmt:
			c.Branches++
		case *ast.CaseClause:
			if n.List != nil {
				c.Branches++
			}
		case *ast.CommClause:
			if n.Comm != nil {
				c.Branches++
			}
		case *ast.ForStmt, *ast.RangeStmt:
			c.Loops++
		case *ast.ReturnStmt:
			c.Returns++
		case *ast.BasicLit:
			c.Literals++
		case *ast.FuncLit:
			c.Lambdas++
		case *ast.SelectorExpr:
			selected[n.Sel] = true
		case *ast.Ident:
			// Obj is set where the file itself declares the name.
			if n.Obj == nil && !selected[n] && (n.Name == "true" || n.Name == "false" || n.Name == "nil") {
				c.Literals++
			}
		}
		return true
	}
	ast.Inspect(body, count)
	return c
}

// countConstants counts the expressions of a constant without values again: Go repeats the list above it.
func countConstants(decl *ast.GenDecl, count func(ast.Node) bool) {
	var values []ast.Expr
	for _, spec := range decl.Specs {
		if own := spec.(*ast.ValueSpec).Values; own != nil {
			values = own
		}
		for _, value := range values {
			ast.Inspect(value, count)
		}
	}
}

func unparen(e ast.Expr) ast.Expr {
	for {
		p, ok := e.(*ast.ParenExpr)
		if !ok {
			return e
		}
		e = p.X
	}
}

func print(members []member, bad []unreadable) error {
	out := bufio.NewWriter(os.Stdout)
	out.WriteString("{\"version\":1,\"members\":[")
	for i := range members {
		if err := printItem(out, i, &members[i]); err != nil {
			return err
		}
	}
	out.WriteString("\n],\"unreadable\":[")
	for i := range bad {
		if err := printItem(out, i, &bad[i]); err != nil {
			return err
		}
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// printItem puts each array element on a line of its own.
func printItem(out *bufio.Writer, index int, item interface{}) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(item); err != nil {
		return err
	}
	if index > 0 {
		out.WriteByte(',')
	}
	out.WriteByte('\n')
	_, err := out.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}
