import { fieldOf, type Syntax } from '../../src/lang/syntax.js';
import type { Random } from './random.js';
import { asStatements, type Edit, innerText, NESTED, nodesIn, type Site, textOf } from './site.js';

/** What a mutation may know: the member, and what stands around it in the port. */
export interface BodyCase {
  readonly site: Site;
  /** Text of the Go function, its comments blanked. */
  readonly go: string;
  readonly random: Random;
  /** Other members of the same file with a body, mapped or not. */
  others(): readonly Site[];
  /** Another mapped type of the port, with a mapped method of it. */
  readonly stranger: { readonly type: string; readonly method: string; readonly parameters: number } | undefined;
  /** String and number literals that the port's tests use. */
  inputs(): readonly string[];
}

/** Gives the edits that make the member a fake, or nothing where this kind does not apply. */
export type BodyFake = (item: BodyCase) => readonly Edit[] | undefined;

const NUMBER = /^(s?byte|u?short|u?int|u?long|nint|nuint|double|float|decimal|BigInteger|Int32|Int64)$/;
const COLLECTION = /(\[\]|^(I?List|IEnumerable|ICollection|IReadOnly\w+|I?Dictionary|HashSet|ISet|Queue|Stack)<.*>)\??$/;

function isTask(type: string): boolean {
  return /^(System\.Threading\.Tasks\.)?(Value)?Task\b/.test(type);
}

function valueType(type: string): string {
  return /^(?:[\w.]*\.)?(?:Value)?Task<(.*)>$/s.exec(type)?.[1] ?? (isTask(type) ? 'void' : type);
}

/** A value without meaning, as an expression of the type; '' for void. */
function emptyValue(type: string): string {
  if (type === 'void') return '';
  if (type === 'bool') return 'false';
  if (NUMBER.test(type)) return '0';
  if (type === 'string') return '""';
  if (COLLECTION.test(type)) return '[]';
  return 'default!';
}

function returned(site: Site, value: string): string {
  const type = site.returns;
  if (!isTask(type) || site.isAsync) return value === '' ? 'return;' : `return ${value};`;
  const holder = /ValueTask/.test(type) ? 'ValueTask' : 'Task';
  return value === '' ? `return ${holder}.CompletedTask;` : `return ${holder}.FromResult<${valueType(type)}>(${value});`;
}

function idle(site: Site): string {
  const value = emptyValue(valueType(site.returns));
  return value === '' && !isTask(site.returns) ? '' : returned(site, value);
}

function body(site: Site, text: string): readonly Edit[] {
  return [{ ...site.body, text: `{ ${text} }` }];
}

function addMember(site: Site, text: string): Edit {
  return { start: site.node.end, end: site.node.end, text: `\n${text}` };
}

const argumentList = (site: Site) =>
  site.parameters.map(({ name, by }) => `${by === 'out' || by === 'ref' ? `${by} ` : ''}${name}`).join(', ');
const inputsOf = (site: Site) => site.parameters.filter(({ by }) => by !== 'out' && by !== 'ref');
const hasOut = (site: Site) => site.parameters.some(({ by }) => by === 'out');

const lower = (name: string) =>
  name
    .replace(/^(m_|_)/, '')
    .replace(/_/g, '')
    .toLowerCase();

/** Whether the Go text speaks of one of the names in this part of the C#: what is taken away was there for Go's sake. */
function goNames(item: BodyCase, nodes: readonly Pick<Syntax, 'start' | 'end'>[]): boolean {
  const go = new Set([...item.go.matchAll(/\w+/g)].map(([name]) => lower(name)));
  const text = nodes.map((node) => textOf(item.site, node)).join('\n');
  return [...text.matchAll(/(?:\b(\w+)\s*\(|\b(_?\w+)\s*(?:[-+*/|&^%]?=(?!=)|\+\+|--))/g)]
    .map(([, called, written]) => lower(called ?? written ?? ''))
    .some((name) => name.length > 2 && !COMMON.test(name) && go.has(name));
}

const COMMON =
  /^(if|for|foreach|while|switch|return|nameof|typeof|lock|new|log\w*|debug|warn|trace|append|len|unlock|rlock|runlock|string|int|true|false|err|error)$/;

function goHasError({ go }: BodyCase): boolean {
  return /return\b[^\n]*\b(\w*[eE]rr\w*|errors\.New|fmt\.Errorf)\b|\bpanic\(/.test(go);
}

const goHas = (item: BodyCase, what: RegExp) => what.test(item.go);
const simple = (site: Site) => site.block !== undefined && !hasOut(site);
const without = (nodes: readonly Syntax[]): Edit[] => nodes.map((node) => ({ start: node.start, end: node.end, text: ';' }));

/** Statements of the body, nested ones too, but not those of lambdas. */
function allOf(site: Site, ...types: string[]): Syntax[] {
  return site.block === undefined ? [] : nodesIn(site.block, types, NESTED);
}

const LOOPS = ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'];

function isOutermost(node: Syntax, of: readonly Syntax[]): boolean {
  return !of.some((other) => other !== node && other.start <= node.start && node.end <= other.end);
}

function localsOf(site: Site): Set<string> {
  const declared = [...asStatements(site).matchAll(/(?:\bvar|\b[\w.<>[\]?]+)\s+(\w+)\s*(?:=(?!=)|;|\bin\b)|\bout\s+\w+\s+(\w+)/g)];
  return new Set(
    [...declared.flatMap(([, a, b]) => [a, b]), ...site.parameters.map(({ name }) => name)].filter((name) => name !== undefined),
  );
}

/** Statements that write something beyond locals. */
function writesOf(site: Site): Syntax[] {
  const locals = localsOf(site);
  return allOf(site, 'expression_statement').filter((statement) => {
    const [first] = statement.children;
    if (first === undefined) return false;
    const target =
      first.type === 'assignment_expression'
        ? fieldOf(first, 'left')
        : /unary/.test(first.type)
          ? first.children.find((each) => each.named)
          : undefined;
    if (target === undefined || (/unary/.test(first.type) && !/\+\+|--/.test(textOf(site, first)))) return false;
    const root = /^(?:this\.)?(\w+)/.exec(textOf(site, target))?.[1];
    return root !== undefined && root !== '_' && !(locals.has(root) && target.type === 'identifier');
  });
}

function callsOf(site: Site): Syntax[] {
  return allOf(site, 'expression_statement').filter((statement) => {
    const text = textOf(site, statement);
    return (
      nodesIn(statement, ['invocation_expression']).length > 0 &&
      !/^\s*(await\s+)?[\w.]*(Log|log|Enter|Exit|Wait|Release|ThrowIf)\w*\(/.test(text) &&
      !/^[^(]*[^=!<>]=[^=]/.test(text)
    );
  });
}

const leavesWithError = (site: Site, node: Syntax) =>
  /^\{?\s*(throw\b|return\s+(false|null|default|-1|\(?\s*(false|null|default)|new \w*Exception|.*Error|.*Failed|0\b)[^;]*;|return;)/.test(
    textOf(site, node),
  );

/** Fakes that need not look at what the member does. */
const REPLACED: Readonly<Record<string, BodyFake>> = {
  'empty-body': ({ site }) => (valueType(site.returns) === 'void' && (!isTask(site.returns) || site.isAsync) ? body(site, '') : undefined),
  'throw-block': ({ site }) => body(site, 'throw new NotImplementedException();'),
  'throw-expression': ({ site }) => [{ ...site.body, text: '=> throw new NotImplementedException();' }],
  'throw-local': ({ site }) => body(site, 'var missing = new NotImplementedException("later"); throw missing;'),
  'throw-helper': ({ site }) => [
    ...body(site, `NotPorted(); ${idle(site)}`),
    addMember(site, 'private static void NotPorted() { throw new NotImplementedException(); }'),
  ],
  'faulted-task': ({ site }) => {
    if (!isTask(site.returns) || site.isAsync) return undefined;
    const type = valueType(site.returns);
    return body(site, `return Task.FromException${type === 'void' ? '' : `<${type}>`}(new NotImplementedException());`);
  },
  'not-supported': ({ site }) => body(site, 'throw new NotSupportedException("not supported yet");'),
  'constant-return': ({ site }) => {
    const type = valueType(site.returns);
    const value = type === 'bool' ? 'true' : NUMBER.test(type) ? '1' : type === 'string' ? '"ok"' : '';
    return value === '' || hasOut(site) ? undefined : body(site, returned(site, value));
  },
  'default-return': ({ site }) => (valueType(site.returns) === 'void' || hasOut(site) ? undefined : body(site, returned(site, 'default!'))),
  'null-return': ({ site }) =>
    /\?$|^[A-Z]/.test(valueType(site.returns)) && !hasOut(site) ? body(site, returned(site, 'null!')) : undefined,
  'empty-return': ({ site }) => {
    const type = valueType(site.returns);
    return (COLLECTION.test(type) || type === 'string') && !hasOut(site)
      ? body(site, returned(site, type === 'string' ? 'string.Empty' : '[]'))
      : undefined;
  },
  'own-argument': ({ site }) => {
    const same = inputsOf(site).find(({ type }) => type === valueType(site.returns));
    return same === undefined || hasOut(site) ? undefined : body(site, returned(site, same.name));
  },
  'log-only': ({ site }) => body(site, `Console.WriteLine("${site.member.name} called"); ${idle(site)}`),
  'discard-only': ({ site }) =>
    inputsOf(site).length > 0
      ? body(
          site,
          `${inputsOf(site)
            .map(({ name }) => `_ = ${name};`)
            .join(' ')} ${idle(site)}`,
        )
      : undefined,
  'guards-only': ({ site }) =>
    inputsOf(site).length > 0
      ? body(
          site,
          `${inputsOf(site)
            .map(({ name }) => `ArgumentNullException.ThrowIfNull(${name});`)
            .join(' ')} ${idle(site)}`,
        )
      : undefined,
  'counter-only': ({ site }) => [
    ...body(site, `_calls++; ${idle(site)}`),
    addMember(site, `private ${site.isStatic ? 'static ' : ''}int _calls;`),
  ],
  'todo-default': ({ site }) => body(site, `// TODO: port the rest\n ${idle(site)}`),
  'commented-out': ({ site }) =>
    body(
      site,
      `\n${innerText(site)
        .split('\n')
        .map((line) => `// ${line}`)
        .join('\n')}\n${idle(site)}`,
    ),
  'async-wrapper': ({ site }) =>
    isTask(site.returns) && site.isAsync
      ? body(
          site,
          `await Task.CompletedTask; ${emptyValue(valueType(site.returns)) === '' ? '' : `return ${emptyValue(valueType(site.returns))};`}`,
        )
      : undefined,
  'unused-builder': ({ site }) =>
    body(
      site,
      `var items = new List<object>(); ${inputsOf(site)
        .map(({ name }) => `items.Add(${name});`)
        .join(' ')} ${idle(site)}`,
    ),
  'empty-forwarder': ({ site }) => {
    if (site.member.kind === 'property' || hasOut(site)) return undefined;
    const parameters = site.parameters.map(({ name, type, by }) => `${by === 'ref' ? 'ref ' : ''}${type} ${name}`).join(', ');
    const type = site.returns === 'void' ? 'void' : site.returns;
    const call = `${site.member.name}Core(${argumentList(site)})`;
    return [
      {
        ...site.body,
        text: site.isAsync
          ? `{ ${valueType(type) === 'void' ? '' : 'return '}await ${call}; }`
          : site.member.kind === 'constructor'
            ? `{ ${call}; }`
            : `=> ${call};`,
      },
      addMember(
        site,
        `private ${site.isStatic ? 'static ' : ''}${site.isAsync ? 'async ' : ''}${type} ${site.member.name}Core(${parameters}) { ${idle(site)} }`,
      ),
    ];
  },
  'other-store': ({ site, stranger }) => {
    if (stranger === undefined || site.isStatic || site.member.kind === 'constructor') return undefined;
    const call = `_inner.${stranger.method}(${inputsOf(site)
      .slice(0, stranger.parameters)
      .map(({ name }) => name)
      .join(', ')})`;
    const isValue = valueType(site.returns) !== 'void';
    return [
      ...body(site, isValue || isTask(site.returns) ? `return ${call};` : `${call};`),
      addMember(site, `private readonly ${stranger.type} _inner = new();`),
    ];
  },
  'other-body': ({ site, others, random }) => {
    const size = innerText(site).trim();
    const names = new Set(site.parameters.map(({ name }) => name));
    const fitting = others().filter(
      (other) =>
        // A body that names what is not there would not compile.
        other.parameters.every(({ name }) => names.has(name)) &&
        other.isStatic === site.isStatic &&
        other.returns === site.returns &&
        other.block !== undefined &&
        other.statements.length > 1 &&
        innerText(other).trim() !== size &&
        other.member.name !== site.member.name,
    );
    const other = random.pick(fitting);
    return other === undefined ? undefined : [{ ...site.body, text: textOf(other, other.body) }];
  },
  'hard-coded': ({ site, inputs, random }) => {
    const [first] = inputsOf(site).filter(({ type }) => type === 'string' || NUMBER.test(type));
    const type = valueType(site.returns);
    if (first === undefined || !(type === 'string' || type === 'bool' || NUMBER.test(type)) || hasOut(site)) return undefined;
    const fitting = inputs().filter((input) => input.startsWith('"') === (first.type === 'string'));
    const chosen = random.shuffled(fitting).slice(0, 3);
    if (chosen.length < 2) return undefined;
    const results = type === 'bool' ? ['true', 'true', 'true'] : NUMBER.test(type) ? ['1', '2', '3'] : ['"a"', '"b"', '"c"'];
    return body(
      site,
      `${chosen.map((input, i) => `if (${first.name} == ${input}) ${returned(site, results[i] as string)}`).join(' ')} ${idle(site)}`,
    );
  },
};

/** Fakes that keep the code, and see to it that it never runs or never tells. */
const DEAD: Readonly<Record<string, BodyFake>> = {
  'early-return': ({ site }) =>
    site.returns !== 'void' || site.statements.length > 0 ? body(site, `${idle(site) || 'return;'} ${asStatements(site)}`) : undefined,
  'if-false': ({ site }) => body(site, `if (false) { ${asStatements(site)} } ${idle(site)}`),
  'catch-all': (item) =>
    goHasError(item) ? body(item.site, `try { ${asStatements(item.site)} } catch { ${idle(item.site)} }`) : undefined,
};

/** Fakes that leave the core out. Each takes away something that the Go text has too. */
const THINNED: Readonly<Record<string, BodyFake>> = {
  'last-half': (item) => {
    const { site } = item;
    if (!simple(site) || site.statements.length < 4) return undefined;
    const gone = site.statements.slice(Math.ceil(site.statements.length / 2));
    if (
      !goNames(
        item,
        gone.filter((each) => each.type !== 'return_statement'),
      )
    )
      return undefined;
    return [{ start: (gone[0] as Syntax).start, end: (gone.at(-1) as Syntax).end, text: idle(site) }];
  },
  'writes-dropped': (item) => {
    const writes = writesOf(item.site);
    return writes.length > 0 && goNames(item, writes) ? without(writes) : undefined;
  },
  'writes-to-locals': (item) => {
    const { site } = item;
    const writes = writesOf(site).filter(
      (write) => fieldOf(write.children[0] as Syntax, 'right') !== undefined && /^[^=!<>]*[^=!<>+\-*/|&^%?]=[^=]/.test(textOf(site, write)),
    );
    if (writes.length === 0 || writes.length < writesOf(site).length || !goNames(item, writes)) return undefined;
    return writes.map((write, i) => ({
      start: write.start,
      end: write.end,
      text: `var local${i} = ${textOf(site, fieldOf(write.children[0] as Syntax, 'right') as Syntax)};`,
    }));
  },
  'calls-dropped': (item) => {
    const calls = callsOf(item.site).filter((call, _, all) => isOutermost(call, all));
    const gone = calls.slice(1);
    return gone.length > 0 && goNames(item, gone) ? without(gone) : undefined;
  },
  'loops-once': (item) => {
    const { site } = item;
    const loops = allOf(site, ...LOOPS).filter(
      (loop) =>
        fieldOf(loop, 'body')?.type === 'block' &&
        !/\b(break|return|continue|yield|throw)\b/.test(textOf(site, fieldOf(loop, 'body') as Syntax)),
    );
    if (loops.length === 0 || !goHas(item, /\bfor\b/)) return undefined;
    return loops.map((loop) => {
      const end = (fieldOf(loop, 'body') as Syntax).end - 1;
      return { start: end, end, text: ' break; ' };
    });
  },
  'loops-dropped': (item) => {
    const { site } = item;
    const loops = allOf(site, ...LOOPS);
    const gone = loops.filter((loop) => isOutermost(loop, loops));
    return gone.length > 0 && goHas(item, /\bfor\b/) ? without(gone) : undefined;
  },
  'conditions-dropped': (item) => {
    const { site } = item;
    const all = allOf(site, 'if_statement').filter((each) => fieldOf(each, 'alternative') === undefined);
    const gone = all.filter((each) => isOutermost(each, all));
    return gone.length > 0 && gone.length * 2 > all.length && goHas(item, /\bif\b/) && goNames(item, gone) ? without(gone) : undefined;
  },
  'errors-dropped': (item) => {
    const { site } = item;
    const exits = allOf(site, 'if_statement').filter((each) => {
      const then = fieldOf(each, 'consequence');
      return (
        then !== undefined &&
        fieldOf(each, 'alternative') === undefined &&
        /\bthrow\b/.test(textOf(site, then)) &&
        leavesWithError(site, then)
      );
    });
    return exits.length > 0 && /errors\.New|fmt\.Errorf|return\b[^\n]*\b[eE]rr[A-Z]\w*|\bpanic\(/.test(item.go)
      ? without(exits)
      : undefined;
  },
  'limits-dropped': (item) => {
    const { site } = item;
    const limits = allOf(site, 'if_statement', 'while_statement').filter((each) => {
      const condition = fieldOf(each, 'condition');
      const then = fieldOf(each, 'consequence') ?? fieldOf(each, 'body');
      return (
        condition !== undefined &&
        then !== undefined &&
        /[<>]/.test(textOf(site, condition)) &&
        fieldOf(each, 'alternative') === undefined &&
        !leavesWithError(site, then) &&
        /\(/.test(textOf(site, then))
      );
    });
    const gone = limits.filter((each) => isOutermost(each, limits));
    return gone.length > 0 && goHas(item, /\b(if|for)\b[^{\n]*[<>]/) && goNames(item, gone) ? without(gone) : undefined;
  },
  'result-in-local': (item) => {
    const { site } = item;
    const last = site.block === undefined ? undefined : site.statements.at(-1);
    const value = last?.type === 'return_statement' ? last.children.find((each) => each.named) : undefined;
    if (last === undefined || hasOut(site)) return undefined;
    // A value that says nothing is no loss.
    const isNothing = (text: string) => !/[\w)\]]/.test(text) || /\b(CompletedTask|Empty)$/.test(text);
    if (value === undefined || isNothing(textOf(site, value)) || /literal/.test(value.type) || site.statements.length < 2) return undefined;
    const name = ['result', 'outcome', 'answer'].find((each) => !new RegExp(`\\b${each}\\b`).test(innerText(site))) ?? 'kept';
    return [{ start: last.start, end: last.end, text: `var ${name} = ${textOf(site, value)}; ${idle(site)}` }];
  },
  'branches-emptied': (item) => {
    const { site } = item;
    const all = allOf(site, 'if_statement').filter(
      (each) => fieldOf(each, 'consequence')?.type === 'block' && !leavesWithError(site, fieldOf(each, 'consequence') as Syntax),
    );
    const gone = all.filter((each) => isOutermost(each, all)).map((each) => fieldOf(each, 'consequence') as Syntax);
    return gone.length > 0 && goNames(item, gone) ? gone.map(({ start, end }) => ({ start, end, text: '{ }' })) : undefined;
  },
};

export const BODY_FAKES: Readonly<Record<string, BodyFake>> = { ...REPLACED, ...DEAD, ...THINNED };
/** Kinds whose label needs that Go computes something: the others see to it themselves. */
const LABEL_FREE = new Set(Object.keys(THINNED));

/** The Go body in words that no rule of ours knows: lines with something on them. */
export function goBodyLines(text: string): string[] {
  // The braces of a result are not the body's.
  const go = text.replace(/\b(interface|struct)\s*\{\s*\}/g, '$1');
  const open = go.indexOf('{', go.indexOf(')'));
  const inner = go.slice(open + 1, go.lastIndexOf('}'));
  return inner
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => /\w/.test(line));
}

/** Whether a mutation would leave the member as empty as its Go function is: then it is no fake. */
export function isFakeOf(kind: string, go: string, mutated: string, original: Site): boolean {
  if (mutated.replace(/\s/g, '') === textOf(original, original.node).replace(/\s/g, '')) return false;
  if (LABEL_FREE.has(kind)) return true;
  const lines = goBodyLines(go).filter((line) => !/^(defer )?[\w.]+\.R?(Unl|L)ock\(\)$/.test(line));
  if (lines.length === 0) return false;
  const [only] = lines;
  if (lines.length > 1 || only === undefined)
    return !lines.every((line) => /^[\w.]*(log|Log|Debug|Warn|Notice|Trace|Print)\w*\(/.test(line));
  // One line that gives a literal, an argument or a fresh object, or says that it is not there.
  const names = [...(/\(([^{]*)\{/.exec(go)?.[1] ?? '').matchAll(/\b\w+\b/g)].map(([name]) => name);
  const value = /^return\s*(.*)$/.exec(only)?.[1];
  if (value === undefined) return !/^panic\(|^[\w.]*(log|Log|Debug|Warn|Print)\w*\(/.test(only);
  if (value === '' || /^(&?[\w.]+\{|make\(|nil\b|true\b|false\b|-?\d+\b|"[^"]*"$|[A-Z]\w*$|[a-z]\w*[A-Z]\w*$)/.test(value)) return false;
  return !names.includes(value);
}
