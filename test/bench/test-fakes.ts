import { childOf, fieldOf, type Syntax } from '../../src/lang/syntax.js';
import type { Random } from './random.js';
import { asStatements, type Edit, NESTED, nodesIn, type Site, textOf } from './site.js';

export interface TestCase {
  readonly site: Site;
  /** Text of the Go test. */
  readonly go: string;
  readonly random: Random;
  /** Other tests of the port, whose Go tests are other ones. */
  others(): readonly Site[];
  /** A type of the port under test, and a method of it. */
  readonly subject: { readonly type: string; readonly method: string };
}

export type TestFake = (item: TestCase) => readonly Edit[] | undefined;

const ASSERTS =
  /\bAssert\.\w+|\.Should\w*\(|\.(DidNot)?Received\w*\(|\bShould\.\w+|^\s*(await\s+)?\w*(Assert|Check|Verify|Expect|Require)\w*\(/;

interface Parts {
  /** Top-level statements before the first that asserts. */
  readonly before: string;
  /** From the first that asserts on. */
  readonly after: string;
  readonly all: string;
}

/** The test's statements, cut where the first assertion stands; undefined if it has none of its own. */
function partsOf({ site }: TestCase): Parts | undefined {
  const all = asStatements(site);
  if (site.block === undefined) return ASSERTS.test(all) ? { before: '', after: all, all } : undefined;
  const first = site.statements.find((statement) => ASSERTS.test(textOf(site, statement)));
  if (first === undefined) return undefined;
  return { before: site.text.slice(site.block.start + 1, first.start), after: site.text.slice(first.start, site.block.end - 1), all };
}

const isAsync = (site: Site) => site.isAsync;

function body(site: Site, text: string): readonly Edit[] {
  const type = site.returns;
  const isTask = /^(System\.Threading\.Tasks\.)?(Value)?Task$/.test(type) && !isAsync(site);
  return [{ ...site.body, text: `{ ${text} ${isTask ? 'return Task.CompletedTask; ' : ''}}` }];
}

/** A fake that keeps everything before the first assertion, and puts its own text in the place of the rest. */
const instead =
  (text: string | ((item: TestCase) => string | undefined)): TestFake =>
  (item) => {
    const parts = partsOf(item);
    const replaced = typeof text === 'string' ? text : text(item);
    return parts === undefined || replaced === undefined ? undefined : body(item.site, `${parts.before} ${replaced}`);
  };

const around =
  (open: string, close: string): TestFake =>
  (item) => {
    const parts = partsOf(item);
    if (parts === undefined || (/\bawait\b/.test(parts.after) && /=>|void /.test(open))) return undefined;
    return body(item.site, `${parts.before} ${open} ${parts.after} ${close}`);
  };

/** Every assertion by what it looks at: `Assert.Equal(a, b)` or `a.ShouldBe(b)`. */
interface Assertion {
  readonly statement: Syntax;
  readonly call: Syntax;
  readonly name: string;
  readonly actual: Syntax;
  readonly expected: Syntax | undefined;
}

function assertionsOf(site: Site): Assertion[] {
  // A helper that checks goes on checking, whatever becomes of the assertions beside it.
  if (/(?<![.\w])(Require|Check|Verify|Expect)\w*\(/.test(asStatements(site))) return [];
  const root = site.block ?? (site.value === undefined ? undefined : site.node);
  if (root === undefined) return [];
  return nodesIn(root, ['invocation_expression'], NESTED).flatMap((call): Assertion[] => {
    const callee = fieldOf(call, 'function');
    const name = callee?.type === 'member_access_expression' ? textOf(site, fieldOf(callee, 'name') ?? callee) : '';
    const of = callee === undefined ? undefined : fieldOf(callee, 'expression');
    const args = (fieldOf(call, 'arguments')?.children ?? [])
      .filter((each) => each.type === 'argument')
      .flatMap((each) => each.children.filter((child) => child.named).slice(-1));
    if (of === undefined) return [];
    const [first, second] = args;
    if (textOf(site, of) === 'Assert' && first !== undefined) {
      const actual = /^(Equal|NotEqual|Same|NotSame|Contains|StartsWith|EndsWith)$/.test(name) ? second : first;
      return actual === undefined ? [] : [{ statement: call, call, name, actual, expected: actual === second ? first : undefined }];
    }
    return /^Should/.test(name) ? [{ statement: call, call, name, actual: of, expected: first }] : [];
  });
}

/** Whether a call is a statement of its own. */
function standsAlone(site: Site, call: Syntax): boolean {
  return site.text[call.end] === ';' && /[;{}]$/.test(site.text.slice(0, call.start).trimEnd());
}

const hasCheck = ({ go }: TestCase) => /\bt\.(Error|Fatal|Fail)|require\w*[.(]|assert\./.test(go);

const attributesOf = (site: Site) =>
  nodesIn(site.node, ['attribute'], (node) => node.type !== 'block').filter((each) =>
    /^(Fact|Theory|SkippableFact)$/.test(textOf(site, fieldOf(each, 'name') ?? each)),
  );

export const TEST_FAKES: Readonly<Record<string, TestFake>> = {
  'empty-test': ({ site }) => body(site, ''),
  'no-assertion': instead(''),
  'commented-assertions': (item) => {
    const parts = partsOf(item);
    return parts === undefined
      ? undefined
      : body(
          item.site,
          `${parts.before}\n${parts.after
            .split('\n')
            .map((line) => `// ${line}`)
            .join('\n')}\n`,
        );
  },
  'assert-literal': instead('Assert.True(true);'),
  'only-literal': ({ site }) => body(site, 'Assert.Equal(1, 1);'),
  'assert-own-local': ({ site }) => body(site, 'var expected = "ready"; var actual = expected; Assert.Equal(expected, actual);'),
  'own-list': ({ site }) => body(site, 'var items = new List<int> { 1, 2, 3 }; items.Add(4); Assert.Equal(4, items.Count);'),
  'own-name': ({ site }) => body(site, `var name = nameof(${site.member.name}); Assert.Contains("${site.member.name.slice(0, 4)}", name);`),
  'assert-constant': ({ site }) => body(site, 'const int limit = 64; Assert.True(limit > 0); Assert.Equal(64, limit);'),
  'base-library': ({ site }) => body(site, 'var text = string.Join(",", new[] { "a", "b" }); Assert.Equal("a,b", text);'),
  'self-compare': (item) => {
    const { site } = item;
    const found = assertionsOf(site).filter(
      ({ name, expected, call }) => /^(Equal|ShouldBe)$/.test(name) && expected !== undefined && standsAlone(site, call),
    );
    if (found.length === 0 || found.length < assertionsOf(site).length) return undefined;
    return found.map(({ actual, call }, i) => ({
      start: call.start,
      end: call.end,
      text: `{ var got${i} = ${textOf(site, actual)}; Assert.Equal(got${i}, got${i}); }`,
    }));
  },
  'call-removed': (item) => {
    const found = assertionsOf(item.site).filter(
      ({ name, expected }) => /^(Equal|ShouldBe)$/.test(name) && expected !== undefined && !/\(/.test(textOf(item.site, expected)),
    );
    if (found.length === 0 || found.length < assertionsOf(item.site).length) return undefined;
    const names = new RegExp(`\\b(${item.subject.type}|${item.subject.method})\\b`);
    if (found.some(({ expected }) => names.test(textOf(item.site, expected as Syntax)))) return undefined;
    // `5.ShouldBe(5)`
    return found.map(({ actual, expected }) => ({
      start: actual.start,
      end: actual.end,
      text: `(${textOf(item.site, expected as Syntax)})`,
    }));
  },
  'after-return': around('return;', ''),
  'dead-branch': around('if (false) {', '}'),
  'dead-flag': around('var isEnabled = false; if (isEnabled) {', '}'),
  'uncalled-lambda': around('Action check = () => {', '};'),
  'uncalled-local': around('void Check() {', '}'),
  swallowed: (item) => {
    const parts = partsOf(item);
    return parts === undefined ? undefined : body(item.site, `try { ${parts.all} } catch { }`);
  },
  'swallowed-exception': (item) => {
    const parts = partsOf(item);
    return parts === undefined
      ? undefined
      : body(item.site, `try { ${parts.all} } catch (Exception ex) { Console.WriteLine(ex.Message); }`);
  },
  'not-awaited': ({ site, subject }) =>
    body(site, `Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => ${subject.type}.${subject.method}()));`),
  'not-awaited-task': around('_ = Task.Run(() => {', '});'),
  'not-null-fresh': ({ site, subject }) => body(site, `var it = new ${subject.type}(); Assert.NotNull(it);`),
  'is-type-fresh': ({ site, subject }) => body(site, `var it = new ${subject.type}(); Assert.IsType<${subject.type}>(it);`),
  'not-null-object': instead('var done = new object(); Assert.NotNull(done);'),
  'or-true': (item) => {
    const found = assertionsOf(item.site).filter(({ name, expected }) => /^(Equal|ShouldBe)$/.test(name) && expected !== undefined);
    if (found.length === 0 || found.length < assertionsOf(item.site).length) return undefined;
    return found.map(({ call, actual, expected }) => ({
      start: call.start,
      end: call.end,
      text: `Assert.True(Equals(${textOf(item.site, actual)}, ${textOf(item.site, expected as Syntax)}) || true)`,
    }));
  },
  'at-least-zero': instead((item) => {
    const [first] = assertionsOf(item.site).filter(({ name, expected }) => /^(Equal|ShouldBe)$/.test(name) && expected !== undefined);
    return first === undefined
      ? undefined
      : `Assert.True($"{${textOf(item.site, first.actual).replace(/[{}"]/g, '').length}}".Length >= 0);`;
  }),
  'count-at-least-zero': (item) => {
    const found = assertionsOf(item.site).filter(
      ({ name, actual }) =>
        /^(Equal|ShouldBe|Single|Empty|ShouldBeEmpty)$/.test(name) && /(\.Count|\.Length)$/.test(textOf(item.site, actual)),
    );
    if (found.length === 0 || found.length < assertionsOf(item.site).length) return undefined;
    return found.map(({ call, actual }) => ({ start: call.start, end: call.end, text: `Assert.True(${textOf(item.site, actual)} >= 0)` }));
  },
  skip: (item) => {
    const found = attributesOf(item.site);
    if (found.length === 0 || /\bt\.Skip/.test(item.go)) return undefined;
    return found.map((each) => ({
      start: each.start,
      end: each.end,
      text: `${textOf(item.site, fieldOf(each, 'name') as Syntax)}(Skip = "later")`,
    }));
  },
  'theory-without-data': ({ site }) => {
    const [attribute] = attributesOf(site);
    if (attribute === undefined || textOf(site, fieldOf(attribute, 'name') as Syntax) !== 'Fact') return undefined;
    const list = childOf(site.node, 'parameter_list');
    return list === undefined
      ? undefined
      : [
          { start: attribute.start, end: attribute.end, text: 'Theory' },
          { start: list.start, end: list.end, text: '(int round)' },
        ];
  },
  'no-attribute': ({ site }) => {
    const lists = site.node.children.filter((each) => each.type === 'attribute_list');
    return lists.length === 0 ? undefined : lists.map(({ start, end }) => ({ start, end, text: '' }));
  },
  'any-exception': ({ site, subject }) => body(site, `Assert.ThrowsAny<Exception>(() => ${subject.type}.${subject.method}(null!));`),
  'expects-not-implemented': ({ site, subject }) =>
    body(site, `Assert.Throws<NotImplementedException>(() => ${subject.type}.${subject.method}(null!));`),
  cloned: ({ site, others, random }) => {
    const other = random.pick(
      others().filter(
        (each) =>
          each.block !== undefined &&
          each.member.owner === site.member.owner &&
          each.member.name !== site.member.name &&
          asStatements(each).trim() !== asStatements(site).trim(),
      ),
    );
    return other === undefined ? undefined : [{ ...site.body, text: textOf(other, other.body) }];
  },
  'mock-own-setup': ({ site }) =>
    body(site, 'var mock = Substitute.For<IComparable<int>>(); mock.CompareTo(1).Returns(3); Assert.Equal(3, mock.CompareTo(1));'),
  'reflection-only': ({ site, subject }) => body(site, `Assert.NotNull(typeof(${subject.type}).GetMethod("${subject.method}"));`),
  'nameof-only': ({ site, subject }) => body(site, `Assert.Equal("${subject.method}", nameof(${subject.type}.${subject.method}));`),
  'empty-loop': around('foreach (var round in Array.Empty<int>()) {', '}'),
  'empty-range': around('for (var round = 0; round < 0; round++) {', '}'),
  'exception-ignored': (item) => {
    const parts = partsOf(item);
    return parts === undefined || /\bawait\b/.test(parts.all)
      ? undefined
      : body(item.site, `_ = Record.Exception(() => { ${parts.all} });`);
  },
};

/** Whether the Go test checks anything: where it does not, a test without a check is its port. */
export function isTestFakeOf(item: TestCase, mutated: string): boolean {
  return hasCheck(item) && mutated.replace(/\s/g, '') !== textOf(item.site, item.site.node).replace(/\s/g, '');
}
