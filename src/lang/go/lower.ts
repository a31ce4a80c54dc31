import type { Argument, Arm, Branch, Create, Jump, Literal, Node, NodeOf } from '../../model/tree.js';
import { childOf, fieldOf, hasToken, partsOf, type Syntax, type SyntaxTree } from '../syntax.js';
import { variablesOf } from './bindings.js';
import { foldedText, parametersOf, resultsOf } from './signature.js';
import { constantSpecs, type Spec, variableSpecs } from './specs.js';

/** What a node's meaning depends on besides its text. */
interface Scope {
  readonly tree: SyntaxTree;
  /** Result types of the function or function literal that a `return` leaves. */
  readonly results: readonly string[];
  /** Tells `table[i](x)` from the generic call `f[T](x)`, which the grammar can't, and a predeclared name from one that hides it. */
  isVariable(node: Pick<Syntax, 'start' | 'end'>): boolean;
}

type Lower = (scope: Scope, node: Syntax) => Node;

/** Of these only the text matters, so that the reading may stop at them. Leaves are here because asking them for children takes time. */
export const OPAQUE: ReadonlySet<string> = new Set([
  'comment',
  'identifier',
  'field_identifier',
  'type_identifier',
  'package_identifier',
  'label_name',
  'int_literal',
  'nil',
  'interpreted_string_literal',
  'raw_string_literal',
  'pointer_type',
  'slice_type',
  'array_type',
  'map_type',
  'channel_type',
  'struct_type',
  'interface_type',
  'function_type',
]);

/** The body of a function or method declaration, or undefined when it has none. */
export function lowerBody(tree: SyntaxTree, routine: Syntax): Node | undefined {
  const body = fieldOf(routine, 'body');
  return body === undefined ? undefined : lower({ tree, results: resultsOf(tree, routine), isVariable: variablesOf(tree, routine) }, body);
}

/** Values outside of any function: the `expression_list` that initialises variables or constants of the package. */
export function lowerValues(tree: SyntaxTree, list: Syntax): Node[] {
  return listIn({ tree, results: [], isVariable: variablesOf(tree, list) }, list);
}

function lower(scope: Scope, node: Syntax): Node {
  return (KINDS[node.type] ?? unknown)(scope, node);
}

const KINDS: Readonly<Record<string, Lower>> = {
  block: (scope, node) => blockOf(node, statementsIn(scope, node)),
  expression_statement: inner,
  return_statement: lowerReturn,
  if_statement: lowerIf,
  for_statement: lowerFor,
  expression_switch_statement: (scope, node) => lowerSwitch('switch', scope, node),
  type_switch_statement: lowerTypeSwitch,
  select_statement: (scope, node) => lowerSwitch('select', scope, node),
  defer_statement: (scope, node) => ({ k: 'defer', at: node.line, body: inner(scope, node) }),
  go_statement: (scope, node) => ({ k: 'spawn', at: node.line, body: inner(scope, node) }),
  break_statement: (scope, node) => jump('break', scope, node),
  continue_statement: (scope, node) => jump('continue', scope, node),
  goto_statement: (scope, node) => jump('goto', scope, node),
  fallthrough_statement: (scope, node) => jump('fallthrough', scope, node),
  short_var_declaration: lowerBinding,
  receive_statement: lowerBinding,
  assignment_statement: lowerBinding,
  send_statement: (scope, node) => assign('<-', node, [part(scope, node, 'channel')], [part(scope, node, 'value')]),
  inc_statement: (scope, node) => assign('++', node, [inner(scope, node)], []),
  dec_statement: (scope, node) => assign('--', node, [inner(scope, node)], []),

  identifier: nameOf,
  field_identifier: nameOf,
  iota: nameOf,
  int_literal: (scope, node) => literal('number', node, scope.tree.textOf(node)),
  float_literal: (scope, node) => literal('number', node, scope.tree.textOf(node)),
  imaginary_literal: (scope, node) => literal('number', node, scope.tree.textOf(node)),
  rune_literal: (scope, node) => literal('char', node, scope.tree.textOf(node).slice(1, -1)),
  interpreted_string_literal: (scope, node) => literal('string', node, scope.tree.textOf(node).slice(1, -1)),
  raw_string_literal: (scope, node) => literal('string', node, scope.tree.textOf(node).slice(1, -1)),
  true: (scope, node) => predeclared(scope, node, 'bool', 'true'),
  false: (scope, node) => predeclared(scope, node, 'bool', 'false'),
  nil: (scope, node) => predeclared(scope, node, 'null', 'null'),
  parenthesized_expression: inner,
  variadic_argument: inner,
  literal_element: inner,
  unary_expression: lowerUnary,
  binary_expression: lowerBinary,
  selector_expression: (scope, node) => ({
    k: 'member',
    at: node.line,
    of: part(scope, node, 'operand'),
    name: foldedText(scope.tree, fieldOf(node, 'field')),
  }),
  index_expression: (scope, node) => lowerIndex(scope, node, 'index'),
  slice_expression: (scope, node) => lowerIndex(scope, node, 'start', 'end', 'capacity'),
  type_instantiation_expression: lowerInstantiation,
  call_expression: lowerCall,
  type_conversion_expression: lowerConversion,
  type_assertion_expression: (scope, node) => cast(node, foldedText(scope.tree, fieldOf(node, 'type')), part(scope, node, 'operand')),
  composite_literal: lowerComposite,
  literal_value: (scope, node) => create(scope, node, '', node),
  keyed_element: (scope, node) => assign('=', node, [part(scope, node, 'key')], [part(scope, node, 'value')]),
  func_literal: lowerLambda,

  type_identifier: nameOf,
  qualified_type: (scope, node) => ({
    k: 'member',
    at: node.line,
    of: name(node, foldedText(scope.tree, fieldOf(node, 'package'))),
    name: foldedText(scope.tree, fieldOf(node, 'name')),
  }),
  generic_type: nameOf,
  pointer_type: nameOf,
  struct_type: nameOf,
  interface_type: nameOf,
  array_type: nameOf,
  slice_type: nameOf,
  map_type: nameOf,
  channel_type: nameOf,
  function_type: nameOf,
  negated_type: nameOf,
  parenthesized_type: nameOf,
  type_elem: inner,
};

/** Statements that are none or several in the neutral tree. A label says nothing that the jumps to it don't. */
const SEVERAL: Readonly<Record<string, (scope: Scope, node: Syntax) => Node[]>> = {
  var_declaration: (scope, node) => variableSpecs(node).map((spec) => declareSpec(scope, spec, {})),
  const_declaration: (scope, node) => constantSpecs(node).map((spec) => declareSpec(scope, spec, { constant: true })),
  labeled_statement: (scope, node) =>
    partsOf(node)
      .filter((child) => child.field !== 'label')
      .flatMap((child) => statement(scope, child)),
  type_declaration: () => [],
  empty_statement: () => [],
};

function statement(scope: Scope, node: Syntax): Node[] {
  return SEVERAL[node.type]?.(scope, node) ?? [lower(scope, node)];
}

/** The statements of a block or of a switch's case; whatever fills a field of the case isn't one. */
function statementsIn(scope: Scope, node: Syntax): Node[] {
  return partsOf(node)
    .filter((child) => child.field === undefined)
    .flatMap((child) => (child.type === 'statement_list' ? partsOf(child) : [child]))
    .flatMap((child) => statement(scope, child));
}

function unknown(scope: Scope, node: Syntax): Node {
  return { k: 'unknown', at: node.line, what: node.type, parts: partsOf(node).flatMap((child) => statement(scope, child)) };
}

/** The lowered part in a field; broken code may lack it. */
function part(scope: Scope, node: Syntax, field: string): Node {
  return optionalPart(scope, node, field) ?? missing(node);
}

function optionalPart(scope: Scope, node: Syntax, field: string): Node | undefined {
  const child = fieldOf(node, field);
  return child && lower(scope, child);
}

function missing(node: Syntax): Node {
  return { k: 'unknown', at: node.line, what: 'missing', parts: [] };
}

/** For a node that only wraps another. */
function inner(scope: Scope, node: Syntax): Node {
  const [first, ...others] = partsOf(node);
  if (first === undefined) return missing(node);
  return others.length === 0 ? lower(scope, first) : unknown(scope, node);
}

function listIn(scope: Scope, list: Syntax | undefined): Node[] {
  return list === undefined ? [] : partsOf(list).map((child) => lower(scope, child));
}

function textsIn(scope: Scope, list: Syntax | undefined): string[] {
  return list === undefined ? [] : partsOf(list).map((child) => foldedText(scope.tree, child));
}

function blockOf(node: Syntax, body: Node[]): Node {
  return { k: 'block', at: node.line, body };
}

function name(node: Syntax, text: string): Node {
  return { k: 'name', at: node.line, name: text };
}

function nameOf(scope: Scope, node: Syntax): Node {
  return name(node, foldedText(scope.tree, node));
}

function literal(type: Literal['type'], node: Syntax, value: string): Node {
  return { k: 'literal', at: node.line, type, value };
}

function predeclared(scope: Scope, node: Syntax, type: Literal['type'], value: string): Node {
  return scope.isVariable(node) ? name(node, node.type) : literal(type, node, value);
}

function cast(node: Syntax, type: string, value: Node): Node {
  return { k: 'cast', at: node.line, type, value };
}

function assign(op: string, node: Syntax, targets: Node[], values: Node[]): Node {
  return { k: 'assign', at: node.line, op, targets, values };
}

function jump(how: Jump['how'], scope: Scope, node: Syntax): Node {
  const label = childOf(node, 'label_name');
  return { k: 'jump', at: node.line, how, ...(label && { label: scope.tree.textOf(label) }) };
}

function declareSpec(scope: Scope, spec: Spec, constant: { readonly constant?: true }): Node {
  const { names, type, values } = spec;
  return {
    k: 'declare',
    at: (names[0] as Syntax).line,
    names: names.map((child) => scope.tree.textOf(child)),
    ...(type && { type: foldedText(scope.tree, type) }),
    values: listIn(scope, values),
    ...constant,
  };
}

/** `left := right`, `left = right`, and a receive without a left side. */
function lowerBinding(scope: Scope, node: Syntax): Node {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const values = right?.type === 'expression_list' ? listIn(scope, right) : [part(scope, node, 'right')];
  if (left === undefined) return values[0] ?? missing(node);
  if (hasToken(node, ':=')) return { k: 'declare', at: node.line, names: textsIn(scope, left), values };
  const operator = fieldOf(node, 'operator');
  return assign(operator?.type ?? '=', node, listIn(scope, left), values);
}

/** A return of an error is a raise, unless one call gives all the results. */
function lowerReturn(scope: Scope, node: Syntax): Node {
  const values = listIn(scope, childOf(node, 'expression_list'));
  const { results } = scope;
  const last = values.at(-1);
  const fails = last !== undefined && values.length === results.length && results.at(-1) === 'error' && !isNil(last);
  if (!fails) return { k: 'return', at: node.line, values };
  return { k: 'raise', at: node.line, how: 'error', value: last, values: values.slice(0, -1) };
}

function isNil(node: Node): boolean {
  return node.k === 'literal' && node.type === 'null';
}

function lowerIf(scope: Scope, node: Syntax): Node {
  const then = fieldOf(node, 'consequence') ?? node;
  const otherwise = fieldOf(node, 'alternative');
  const arms: Arm[] = [{ at: node.line, tests: [part(scope, node, 'condition')], body: part(scope, node, 'consequence') }];
  if (otherwise !== undefined) arms.push({ at: elseLine(node, then), tests: [], body: lower(scope, otherwise) });
  return { k: 'branch', at: node.line, how: 'if', ...initOf(scope, node), arms };
}

function elseLine(node: Syntax, then: Syntax): number {
  return (childOf(node, 'else') ?? then).line;
}

function initOf(scope: Scope, node: Syntax): { readonly init?: Node } {
  const init = optionalPart(scope, node, 'initializer');
  return init === undefined ? {} : { init };
}

function lowerFor(scope: Scope, node: Syntax): Node {
  const at = node.line;
  const body = part(scope, node, 'body');
  const head = partsOf(node).find((child) => child.field !== 'body');
  if (head === undefined) return { k: 'loop', at, how: 'while', body };
  if (head.type === 'range_clause') return lowerRange(scope, node, head, body);
  if (head.type !== 'for_clause') return { k: 'loop', at, how: 'while', test: lower(scope, head), body };
  const test = optionalPart(scope, head, 'condition');
  const post = optionalPart(scope, head, 'update');
  return { k: 'loop', at, how: 'for', ...initOf(scope, head), ...(test && { test }), ...(post && { post }), body };
}

/** Names are bound in each round; `range` may also assign to any other place, as the round's first act. */
function lowerRange(scope: Scope, node: Syntax, head: Syntax, body: Node): Node {
  const left = fieldOf(head, 'left');
  const targets = left === undefined ? [] : partsOf(left);
  const isName = (target: Syntax) => target.type === 'identifier' || hasToken(head, ':=');
  const places = targets.filter((target) => !isName(target)).map((place) => lower(scope, place));
  return {
    k: 'loop',
    at: node.line,
    how: 'each',
    over: part(scope, head, 'right'),
    names: targets.filter(isName).map((target) => scope.tree.textOf(target)),
    body: places.length === 0 ? body : blockOf(node, [assign('=', head, places, []), body]),
  };
}

function lowerSwitch(how: Branch['how'], scope: Scope, node: Syntax): NodeOf<'branch'> {
  const subject = optionalPart(scope, node, 'value');
  return { k: 'branch', at: node.line, how, ...initOf(scope, node), ...(subject && { subject }), arms: armsOf(scope, node) };
}

/** The name bound by `switch x := y.(type)` is declared in `init`, and looked at: `y` is not run twice. */
function lowerTypeSwitch(scope: Scope, node: Syntax): Node {
  const branch = lowerSwitch('type-switch', scope, node);
  const [bound] = textsIn(scope, fieldOf(node, 'alias'));
  if (bound === undefined || branch.subject === undefined) return branch;
  const declare: Node = { k: 'declare', at: node.line, names: [bound], values: [branch.subject] };
  const init = branch.init === undefined ? declare : blockOf(node, [branch.init, declare]);
  return { ...branch, init, subject: name(node, bound) };
}

function armsOf(scope: Scope, node: Syntax): Arm[] {
  return node.children
    .filter((child) => CASES.has(child.type))
    .map((child) => ({ at: child.line, tests: testsOf(scope, child), body: blockOf(child, statementsIn(scope, child)) }));
}

const CASES: ReadonlySet<string> = new Set(['expression_case', 'type_case', 'communication_case', 'default_case']);

function testsOf(scope: Scope, node: Syntax): Node[] {
  if (node.type === 'expression_case') return listIn(scope, fieldOf(node, 'value'));
  if (node.type === 'communication_case') return [part(scope, node, 'communication')];
  return node.children.filter((child) => child.field === 'type' && child.named).map((type) => typeTest(scope, type));
}

function typeTest(scope: Scope, type: Syntax): Node {
  const text = unwrappedType(scope, type);
  return text === 'nil' && !scope.isVariable(type) ? literal('null', type, 'null') : name(type, text);
}

function lowerUnary(scope: Scope, node: Syntax): Node {
  return { k: 'unary', at: node.line, op: fieldOf(node, 'operator')?.type ?? '', value: part(scope, node, 'operand') };
}

function lowerBinary(scope: Scope, node: Syntax): Node {
  const op = fieldOf(node, 'operator')?.type ?? '';
  return { k: 'binary', at: node.line, op, left: part(scope, node, 'left'), right: part(scope, node, 'right') };
}

function lowerIndex(scope: Scope, node: Syntax, ...bounds: string[]): Node {
  const args = bounds.flatMap((field) => optionalPart(scope, node, field) ?? []);
  return { k: 'index', at: node.line, of: part(scope, node, 'operand'), args };
}

/** `f[K, V]` without a call. */
function lowerInstantiation(scope: Scope, node: Syntax): Node {
  const [of, ...args] = listIn(scope, node);
  return { k: 'index', at: node.line, of: of ?? missing(node), args };
}

function lowerCall(scope: Scope, node: Syntax): Node {
  const callee = fieldOf(node, 'function');
  const list = fieldOf(node, 'arguments');
  if (callee === undefined || list === undefined) return unknown(scope, node);
  const called = builtinIn(scope, callee);
  const [first, ...others] = partsOf(list);
  if (called === 'panic' && others.length === 0) {
    return { k: 'raise', at: node.line, how: 'panic', ...(first && { value: lower(scope, first) }) };
  }
  if (first !== undefined && (called === 'make' || called === 'new')) return allocate(scope, node, first, others);
  if (first !== undefined && others.length === 0) {
    const type = PREDECLARED.has(called) ? called : pointerTypeOf(scope, callee);
    if (type !== undefined) return cast(node, type, lower(scope, first));
  }
  const types = textsIn(scope, fieldOf(node, 'type_arguments'));
  return call(node, lower(scope, callee), argumentsOf(scope, list), types);
}

/** The predeclared name that a callee is, through parentheses; '' for anything else. */
function builtinIn(scope: Scope, callee: Syntax): string {
  if (callee.type === 'parenthesized_expression') return callee.children.length === 3 ? builtinIn(scope, callee.children[1] as Syntax) : '';
  if (callee.type !== 'identifier') return '';
  const text = scope.tree.textOf(callee);
  return BUILTINS.has(text) && !scope.isVariable(callee) ? text : '';
}

const PREDECLARED: ReadonlySet<string> = new Set(
  `any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string
  uint uint8 uint16 uint32 uint64 uintptr`.split(/\s+/),
);
const BUILTINS: ReadonlySet<string> = new Set([...PREDECLARED, 'panic', 'make', 'new']);

function call(node: Syntax, callee: Node, args: Argument[], types: string[]): Node {
  return { k: 'call', at: node.line, callee, args, ...(types.length > 0 && { types }) };
}

function argumentsOf(scope: Scope, list: Syntax): Argument[] {
  return listIn(scope, list).map((value) => ({ value }));
}

/** `make(T, sizes)`, `new(T)`. */
function allocate(scope: Scope, node: Syntax, type: Syntax, sizes: Syntax[]): Create {
  const args = sizes.map((size) => ({ value: lower(scope, size) }));
  return { k: 'create', at: node.line, type: foldedText(scope.tree, type), args, items: [] };
}

/** The type of the conversion `(*T)(x)`; a call through a pointer variable looks the same. */
function pointerTypeOf(scope: Scope, callee: Syntax): string | undefined {
  const [pointer] = callee.type === 'parenthesized_expression' ? partsOf(callee) : [];
  if (pointer?.type !== 'unary_expression' || fieldOf(pointer, 'operator')?.type !== '*') return undefined;
  const target = fieldOf(pointer, 'operand');
  return target === undefined || holdsCall(target) || rootIsVariable(scope, target) ? undefined : foldedText(scope.tree, pointer);
}

/** A type has no call in it. */
function holdsCall(node: Syntax): boolean {
  return node.type === 'call_expression' || node.type === 'type_conversion_expression' || node.children.some(holdsCall);
}

/** Whether the leftmost name of `a.b[c]` is a variable. */
function rootIsVariable(scope: Scope, node: Syntax | undefined): boolean {
  if (node === undefined) return false;
  const leaf = node.children.length === 0;
  return leaf ? scope.isVariable(node) : rootIsVariable(scope, partsOf(node)[0]);
}

function lowerConversion(scope: Scope, node: Syntax): Node {
  const type = fieldOf(node, 'type');
  if (type === undefined) return unknown(scope, node);
  const value = part(scope, node, 'operand');
  return type.type === 'generic_type' ? lowerGenericCall(scope, node, type, value) : cast(node, unwrappedType(scope, type), value);
}

function unwrappedType(scope: Scope, type: Syntax): string {
  const [only] = type.type === 'parenthesized_type' ? partsOf(type) : [];
  return only === undefined ? foldedText(scope.tree, type) : unwrappedType(scope, only);
}

/** `f[T](x)` and, to the grammar the same, `table[i](x)`. A conversion to a generic type is rare, and looks like a call. */
function lowerGenericCall(scope: Scope, node: Syntax, generic: Syntax, value: Node): Node {
  const base = fieldOf(generic, 'type');
  const list = fieldOf(generic, 'type_arguments');
  if (base === undefined || list === undefined) return unknown(scope, node);
  const callee = lower(scope, base);
  const indexes = rootIsVariable(scope, base) || partsOf(list).some((child) => rootIsVariable(scope, child));
  if (!indexes) return call(node, callee, [{ value }], textsIn(scope, list));
  return call(node, { k: 'index', at: node.line, of: callee, args: listIn(scope, list) }, [{ value }], []);
}

function lowerComposite(scope: Scope, node: Syntax): Node {
  return create(scope, node, foldedText(scope.tree, fieldOf(node, 'type')), fieldOf(node, 'body'));
}

function create(scope: Scope, node: Syntax, type: string, body: Syntax | undefined): Create {
  return { k: 'create', at: node.line, type, args: [], items: listIn(scope, body) };
}

function lowerLambda(scope: Scope, node: Syntax): Node {
  const parameters = parametersOf(scope.tree, fieldOf(node, 'parameters')).map((parameter) => parameter.name);
  const body = part({ ...scope, results: resultsOf(scope.tree, node) }, node, 'body');
  return { k: 'lambda', at: node.line, parameters, body };
}
