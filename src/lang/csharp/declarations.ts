import type { Attribute, Comment, Field, Parameter, Problem, Routine, RoutineKind, TypeDeclaration } from '../../model/source.js';
import { childOf, fieldOf, foldSpace, hashOf, partsOf, type SourceTree, type Syntax } from '../syntax.js';
import type { Lowering } from './lower.js';
import { isExtensionBlock } from './rewrite.js';
import { shapeOf } from './shape.js';

/** Bodies are left unread while declarations are looked for. */
export const BODIES: ReadonlySet<string> = new Set(['block', 'arrow_expression_clause']);

interface Scope {
  readonly namespace: string;
  /** `Outer.Inner`; '' at the top. */
  readonly owner: string;
}

type Span = { readonly start: number; readonly end: number };

export interface Declared {
  readonly routines: Routine[];
  readonly types: TypeDeclaration[];
  readonly fields: Field[];
}

const TYPE_KINDS: Readonly<Record<string, TypeDeclaration['kind']>> = {
  class_declaration: 'class',
  struct_declaration: 'struct',
  record_declaration: 'record',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
  delegate_declaration: 'delegate',
};

const ROUTINE_KINDS: Readonly<Record<string, RoutineKind>> = {
  method_declaration: 'method',
  constructor_declaration: 'constructor',
  destructor_declaration: 'destructor',
  property_declaration: 'property',
  indexer_declaration: 'indexer',
  event_declaration: 'event',
  operator_declaration: 'operator',
  conversion_operator_declaration: 'conversion',
  local_function_statement: 'local-function',
};

/** Finds every type, member and field of a file. Members inside parts that did not parse are found where the grammar still sees them. */
export class Declarations {
  readonly #found: Declared = { routines: [], types: [], fields: [] };
  readonly #typeSpans: (Span & Scope)[] = [];

  constructor(
    private readonly file: string,
    private readonly tree: SourceTree,
    private readonly lowering: Lowering,
    private readonly comments: readonly (Comment & Span)[],
    private readonly problems: readonly (Problem & Span)[],
  ) {}

  read(): Declared {
    this.scope(this.tree.root(BODIES).children, { namespace: '', owner: '' });
    this.localFunctions();
    return this.#found;
  }

  private text(node: Syntax): string {
    return this.tree.textOf(node);
  }

  private scope(nodes: readonly Syntax[], scope: Scope): void {
    let current = scope;
    for (const node of nodes) {
      const kind = ROUTINE_KINDS[node.type];
      if (node.type === 'file_scoped_namespace_declaration') current = { ...current, namespace: this.namespace(node, current) };
      else if (node.type === 'namespace_declaration') {
        this.scope(fieldOf(node, 'body')?.children ?? [], { ...current, namespace: this.namespace(node, current) });
      } else if (node.type in TYPE_KINDS) this.type(node, current);
      else if (kind !== undefined && kind !== 'local-function') this.routine(node, kind, current);
      else if (node.type === 'event_field_declaration') this.eventFields(node, current);
      else if (node.type === 'field_declaration') this.fields(node, current);
      else if (node.type === 'enum_member_declaration') this.enumMember(node, current);
      else if (node.type === 'ERROR' || node.type === 'declaration_list') this.scope(node.children, current);
    }
  }

  private namespace(node: Syntax, outer: Scope): string {
    const name = fieldOf(node, 'name');
    const own = name === undefined ? '' : this.text(name).replace(/\s+/g, '');
    return outer.namespace === '' ? own : `${outer.namespace}.${own}`;
  }

  private type(node: Syntax, outer: Scope): void {
    const name = fieldOf(node, 'name');
    if (name === undefined) return;
    const simple = this.text(name);
    const isBlock = isExtensionBlock(this.tree.text, node.start);
    const path = outer.owner === '' ? simple : `${outer.owner}.${simple}`;
    const inner: Scope = { namespace: outer.namespace, owner: isBlock ? outer.owner : path };
    const body = fieldOf(node, 'body');
    this.#typeSpans.push({ start: node.start, end: node.end, ...inner });
    if (!isBlock) {
      const typeParameters = childOf(node, 'type_parameter_list');
      const bases = childOf(node, 'base_list');
      const primary = node.type === 'delegate_declaration' ? undefined : childOf(node, 'parameter_list');
      this.#found.types.push({
        language: 'csharp',
        file: this.file,
        namespace: outer.namespace,
        path,
        kind: TYPE_KINDS[node.type] as TypeDeclaration['kind'],
        modifiers: this.modifiers(node),
        attributes: this.attributes(node),
        bases:
          bases === undefined
            ? []
            : partsOf(bases)
                .filter((part) => part.type !== 'argument_list')
                .map((part) => foldSpace(this.text(part))),
        arity: typeParameters === undefined ? 0 : partsOf(typeParameters).length,
        ...(primary === undefined ? {} : { parameters: this.parameters(primary) }),
        ...this.lines(node),
        ...this.namePosition(name),
      });
    }
    if (body !== undefined) this.scope(body.children, inner);
  }

  private routine(node: Syntax, kind: RoutineKind, scope: Scope, within?: string): void {
    const name = this.routineName(node, kind);
    if (name === undefined || name.text === '') return;
    const { text, at } = name;
    const modifiers = this.modifiers(node);
    const attributes = this.attributes(node);
    const isStaticConstructor = kind === 'constructor' && modifiers.includes('static');
    const unreadable = this.problems.find((problem) => problem.start >= node.start && problem.end <= node.end);
    const returns = kind === 'method' ? fieldOf(node, 'returns') : fieldOf(node, 'type');
    const result = returns === undefined ? '' : foldSpace(this.text(returns));
    const specifier = childOf(node, 'explicit_interface_specifier');
    this.#found.routines.push({
      language: 'csharp',
      file: this.file,
      namespace: scope.namespace,
      owner: scope.owner,
      kind: isStaticConstructor ? 'static-constructor' : kind,
      name: text,
      parameters: this.parameters(fieldOf(node, 'parameters')),
      ...this.lines(node),
      ...this.namePosition(at),
      hasBody: hasBody(node),
      test: attributes.some((attribute) => isTestAttribute(attribute.name)),
      results: result === '' || result === 'void' ? [] : [result],
      modifiers,
      attributes,
      ...(specifier === undefined ? {} : { implements: foldSpace(this.text(specifier)).replace(/\s*\.$/, '') }),
      ...(within === undefined ? {} : { within }),
      ...(unreadable === undefined ? {} : { unreadable: `line ${unreadable.line}: ${unreadable.message}` }),
      ...this.initialiser(node),
      hash: hashOf(this.text(node)),
      ...this.shape(node),
      comments: this.commentsOf(node),
      start: node.start,
      end: node.end,
    });
  }

  private initialiser(node: Syntax): Pick<Routine, 'init'> {
    const value = node.type === 'property_declaration' ? fieldOf(node, 'value') : undefined;
    return value === undefined || value.type === 'arrow_expression_clause' ? {} : { init: this.lowering.expression(value) };
  }

  private shape(node: Syntax): { readonly shape?: string } {
    const body = node.children.find((child) => BODIES.has(child.type)) ?? fieldOf(node, 'accessors');
    const shape = body === undefined ? undefined : shapeOf(this.text(body));
    return shape === undefined ? {} : { shape };
  }

  private routineName(node: Syntax, kind: RoutineKind): { readonly text: string; readonly at: Syntax } | undefined {
    if (kind === 'indexer') {
      const token = childOf(node, 'this');
      return token && { text: 'this', at: token };
    }
    if (kind === 'operator') {
      const token = fieldOf(node, 'operator') ?? node.children[node.children.findIndex((child) => child.type === 'operator') + 1];
      // As far as the parenthesis: `+=` is `+` to the grammar.
      return token && { text: /^[^\s(]+/.exec(this.tree.text.slice(token.start))?.[0] ?? '', at: token };
    }
    if (kind === 'conversion') {
      const token = childOf(node, 'implicit', 'explicit');
      return token && { text: token.type, at: token };
    }
    const name = fieldOf(node, 'name');
    return name && { text: this.text(name), at: name };
  }

  /** A field-like event is one member per declared name. */
  private eventFields(node: Syntax, scope: Scope): void {
    const declaration = childOf(node, 'variable_declaration');
    const type = declaration && fieldOf(declaration, 'type');
    for (const declarator of declaration?.children ?? []) {
      const name = declarator.type === 'variable_declarator' ? fieldOf(declarator, 'name') : undefined;
      if (name === undefined) continue;
      this.#found.routines.push({
        language: 'csharp',
        file: this.file,
        namespace: scope.namespace,
        owner: scope.owner,
        kind: 'event',
        name: this.text(name),
        parameters: [],
        ...this.lines(node),
        ...this.namePosition(name),
        hasBody: false,
        test: false,
        results: type === undefined ? [] : [foldSpace(this.text(type))],
        modifiers: this.modifiers(node),
        attributes: this.attributes(node),
        hash: hashOf(this.text(node)),
        comments: this.commentsOf(node),
        start: node.start,
        end: node.end,
      });
    }
  }

  private fields(node: Syntax, scope: Scope): void {
    const declaration = childOf(node, 'variable_declaration');
    if (declaration === undefined) return;
    const modifiers = this.modifiers(node);
    const constant = modifiers.includes('const');
    const type = fieldOf(declaration, 'type');
    // An initialiser is kept where it can tell what a test compares with; a table of thousands of items can't.
    const isShort = node.end - node.start < 2000;
    for (const declared of this.lowering.declarators(declaration, constant)) {
      if (declared.k !== 'declare') continue;
      const init = declared.values[0];
      this.#found.fields.push({
        file: this.file,
        owner: scope.owner,
        name: declared.names[0] ?? '',
        type: type === undefined ? '' : foldSpace(this.text(type)),
        constant,
        readonly: modifiers.includes('readonly'),
        static: constant || modifiers.includes('static'),
        ...(init !== undefined && isShort ? { init } : {}),
        at: declared.at,
      });
    }
  }

  private enumMember(node: Syntax, scope: Scope): void {
    const name = fieldOf(node, 'name');
    const value = fieldOf(node, 'value');
    if (name === undefined) return;
    const init = value === undefined ? {} : { init: this.lowering.expression(value) };
    const { owner } = scope;
    this.#found.fields.push({
      file: this.file,
      owner,
      name: this.text(name),
      type: owner,
      constant: true,
      readonly: false,
      static: true,
      ...init,
      at: node.line,
    });
  }

  /** Local functions lie inside bodies, which are not read here: tree-sitter itself finds them. */
  private localFunctions(): void {
    const types = this.#typeSpans;
    const outer = [...this.#found.routines];
    for (const { start, end } of this.tree.find('local_function_statement')) {
      const node = this.tree.at(start, end, BODIES);
      const declaration = node?.type === 'local_function_statement' ? node : node && childOf(node, 'local_function_statement');
      if (declaration === undefined) continue;
      const scope = types.findLast((span) => span.start <= start && end <= span.end);
      const within = outer.findLast((routine) => routine.start <= start && end <= routine.end);
      const namespace = this.#found.types[0]?.namespace ?? '';
      this.routine(declaration, 'local-function', scope ?? { namespace: types.length === 0 ? '' : namespace, owner: '' }, within?.name);
    }
  }

  private modifiers(node: Syntax): string[] {
    return node.children.filter((child) => child.type === 'modifier').map((child) => this.text(child));
  }

  private attributes(node: Syntax): Attribute[] {
    return node.children
      .filter((child) => child.type === 'attribute_list')
      .filter(
        (list) =>
          !list.children.some((child) => child.type === 'attribute_target_specifier' && !/^(method|type|class)\s*:/.test(this.text(child))),
      )
      .flatMap((list) => list.children.filter((child) => child.type === 'attribute'))
      .map((attribute) => this.attribute(attribute));
  }

  private attribute(node: Syntax): Attribute {
    const name = fieldOf(node, 'name');
    const simple = (name === undefined ? '' : this.text(name)).replace(/<[\s\S]*$/, '').replace(/^.*[.:]\s*/s, '');
    const list = childOf(node, 'attribute_argument_list');
    const values = list === undefined ? [] : list.children.filter((child) => child.type === 'attribute_argument');
    return {
      name: simple.replace(/(?<=.)Attribute$/, ''),
      arguments: values.map((argument) => {
        const named = fieldOf(argument, 'name');
        const value = partsOf(argument).find((part) => part !== named);
        const lowered =
          value === undefined
            ? ({ k: 'literal', type: 'null', value: 'null', at: argument.line } as const)
            : this.lowering.expression(value);
        return { ...(named === undefined ? {} : { name: this.text(named) }), value: lowered };
      }),
      at: node.line,
    };
  }

  /** `params` outside a `parameter` node belongs to the type and name that follow it: that is how the grammar has it. */
  private parameters(list: Syntax | undefined): Parameter[] {
    if (list === undefined) return [];
    const found: Parameter[] = [];
    let type = '';
    for (const child of list.children) {
      if (child.type === 'parameter') found.push(this.parameter(child));
      else if (child.field === 'type') type = foldSpace(this.text(child));
      else if (child.field === 'name') found.push({ name: plain(this.text(child)), type, by: 'params' });
    }
    return found;
  }

  private parameter(node: Syntax): Parameter {
    const name = fieldOf(node, 'name');
    const type = fieldOf(node, 'type');
    const modifiers = this.modifiers(node);
    const by = (['ref', 'out', 'in', 'params', 'this'] as const).find((word) => modifiers.includes(word));
    const optional = node.children.some((child) => child.type === '=');
    return {
      name: name === undefined ? '' : plain(this.text(name)),
      type: type === undefined ? '' : foldSpace(this.text(type)),
      ...(by === undefined ? {} : { by }),
      ...(optional ? { optional: true as const } : {}),
    };
  }

  private commentsOf(node: Syntax): Comment[] {
    const { comments } = this;
    let first = comments.findIndex((comment) => comment.end > node.start);
    if (first < 0) first = comments.length;
    let before = first;
    let edge = node.start;
    while (before > 0) {
      const comment = comments[before - 1] as Comment & Span;
      const between = this.tree.text.slice(comment.end, edge);
      if (!/^[ \t]*(\r\n?|\n)?[ \t]*$/.test(between)) break;
      edge = comment.start;
      before--;
    }
    const found: Comment[] = [];
    for (let i = before; i < comments.length; i++) {
      const comment = comments[i] as Comment & Span;
      if (comment.start >= node.end) break;
      found.push({ text: comment.text, at: comment.at });
    }
    return found;
  }

  private lines(node: Syntax): { readonly startLine: number; readonly endLine: number } {
    return { startLine: node.line, endLine: this.tree.lines.lineAt(Math.max(node.start, node.end - 1)) };
  }

  private namePosition(name: Syntax): { readonly nameLine: number; readonly nameColumn: number; readonly nameEndColumn: number } {
    const nameColumn = this.tree.lines.columnAt(name.start);
    return { nameLine: name.line, nameColumn, nameEndColumn: nameColumn + (name.end - name.start) };
  }
}

function hasBody(node: Syntax): boolean {
  if (node.children.some((child) => BODIES.has(child.type))) return true;
  return fieldOf(node, 'accessors')?.children.some((accessor) => accessor.children.some((child) => BODIES.has(child.type))) ?? false;
}

const TEST_ATTRIBUTES: ReadonlySet<string> = new Set([
  'Fact',
  'Theory',
  'Test',
  'TestCase',
  'TestCaseSource',
  'TestMethod',
  'DataTestMethod',
]);

/** xUnit, NUnit and MSTest, and the derived attributes that projects make (`SkippableFact`). */
export function isTestAttribute(name: string): boolean {
  return TEST_ATTRIBUTES.has(name) || /(Fact|Theory)$/.test(name);
}

function plain(name: string): string {
  return name.startsWith('@') ? name.slice(1) : name;
}
