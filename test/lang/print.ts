import type { Argument, Arm, Literal, Node, NodeOf } from '../../src/model/tree.js';

/** The neutral tree on one line, for expectations that can be read: `(if [a == 1 => {f(x)}] [else => {(return)}])`. Lines are left out. */
export function print(node: Node | undefined): string {
  return node === undefined ? '-' : (PRINTERS[node.k] as (node: Node) => string)(node);
}

const PRINTERS: { readonly [K in Node['k']]: (node: NodeOf<K>) => string } = {
  block: ({ body }) => `{${body.map(print).join('; ')}}`,
  declare: ({ names, type, values, constant }) =>
    form(constant ? 'const' : 'declare', names.join(), type && `: ${type}`, values.length > 0 && `= ${list(values)}`),
  assign: ({ op, targets, values }) => form(list(targets), op, list(values)),
  return: ({ values, yields, implied }) => form(yields ? 'yield' : implied ? '=>' : 'return', list(values)),
  raise: ({ how, value, values }) => form(how, value && print(value), values && values.length > 0 && `| ${list(values)}`),
  branch: ({ how, init, subject, arms }) => form(how, part('init', init), part('on', subject), ...arms.map(arm)),
  loop: ({ how, init, test, post, over, names, body }) =>
    form(how, part('init', init), part('test', test), part('post', post), names?.join(), part('over', over), print(body)),
  try: ({ body, catches, last }) =>
    form(
      'try',
      print(body),
      ...catches.map((c) => `[${joined('catch', c.type, c.name, part('when', c.guard), '=>', print(c.body))}]`),
      part('finally', last),
    ),
  lock: ({ on, body }) => form('lock', print(on), print(body)),
  defer: ({ body }) => form('defer', print(body)),
  spawn: ({ body }) => form('spawn', print(body)),
  await: ({ value }) => form('await', print(value)),
  jump: ({ how, label }) => form(how, label),
  literal: ({ type, value }) => QUOTES[type](value),
  name: ({ name }) => name,
  member: ({ of, name, optional }) => `${print(of)}${optional ? '?.' : '.'}${name}`,
  call: ({ callee, args, types }) => `${print(callee)}${types ? `<${types.join()}>` : ''}(${args.map(argument).join(', ')})`,
  create: ({ type, args, items }) =>
    form('new', type, args.length > 0 && `(${args.map(argument).join(', ')})`, items.length > 0 && `{${items.map(print).join(', ')}}`),
  unary: ({ op, value }) => `${op}${print(value)}`,
  binary: ({ op, left, right }) => form(print(left), op, print(right)),
  index: ({ of, args }) => `${print(of)}[${list(args)}]`,
  lambda: ({ parameters, body, async }) => form(async && 'async', 'lambda', `(${parameters.join(', ')})`, print(body)),
  local: ({ name, parameters, body }) => form('local', name, `(${parameters.join(', ')})`, print(body)),
  cast: ({ type, value }) => form('cast', type, print(value)),
  is: ({ value, type, test, names }) => form(print(value), 'is', type, part('test', test), names && `names=${names.join()}`),
  format: ({ parts }) => form('format', ...parts.map(print)),
  list: ({ items }) => form('list', ...items.map(print)),
  meta: ({ how, of }) => form(how, of),
  unknown: ({ what, parts }) => form('unknown', what, ...parts.map(print)),
};

const QUOTES: { readonly [T in Literal['type']]: (value: string) => string } = {
  number: (value) => value,
  string: (value) => `"${value}"`,
  char: (value) => `'${value}'`,
  bool: (value) => value,
  null: (value) => value,
  default: (value) => form('default', value),
};

type Piece = string | false | undefined;

function joined(...pieces: Piece[]): string {
  return pieces.filter((piece) => typeof piece === 'string' && piece !== '').join(' ');
}

function form(...pieces: Piece[]): string {
  return `(${joined(...pieces)})`;
}

function list(nodes: readonly Node[]): string {
  return nodes.map(print).join(', ');
}

function part(label: string, node: Node | undefined): Piece {
  return node && `${label}=${print(node)}`;
}

function arm({ tests, guard, body }: Arm): string {
  return `[${joined(tests.length === 0 ? 'else' : list(tests), part('when', guard), '=>', print(body))}]`;
}

function argument({ name, by, value }: Argument): string {
  return joined(name && `${name}:`, by, print(value));
}
