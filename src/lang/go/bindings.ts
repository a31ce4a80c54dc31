import { partsOf, type Syntax, type SyntaxTree } from '../syntax.js';

/** Where a name is bound: offsets, `to` is exclusive. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

/**
 * Asks whether the name that stands at a node is a variable, constant or parameter bound in `root`. All of them are found when
 * the first is asked for: few functions have anything ambiguous.
 */
export function variablesOf(tree: SyntaxTree, root: Syntax): (node: Pick<Syntax, 'start' | 'end'>) => boolean {
  let extents: Map<string, Extent[]> | undefined;
  return (node) => {
    if (extents === undefined) {
      extents = new Map();
      collect(tree, root, root, extents);
    }
    return extents.get(tree.textOf(node))?.some(({ from, to }) => node.start >= from && node.start < to) ?? false;
  };
}

function collect(tree: SyntaxTree, node: Syntax, scope: Syntax, extents: Map<string, Extent[]>): void {
  const own = SCOPES.has(node.type) ? node : scope;
  for (const name of boundBy(node)) {
    const text = tree.textOf(name);
    // What a declaration's right side says is said before its names are there.
    const extent = { from: PARAMETERS.has(node.type) ? own.start : node === own ? name.end : node.end, to: own.end };
    const known = extents.get(text);
    if (known === undefined) extents.set(text, [extent]);
    else known.push(extent);
  }
  for (const child of node.children) collect(tree, child, own, extents);
}

function boundBy(node: Syntax): Syntax[] {
  if (node.type === 'type_switch_statement') return node.children.filter((child) => child.field === 'alias').flatMap(partsOf);
  if (!BINDERS.has(node.type)) return [];
  return node.children.flatMap((child) => {
    if (child.field === 'left') return partsOf(child);
    return child.field === 'name' && child.named ? [child] : [];
  });
}

const PARAMETERS: ReadonlySet<string> = new Set(['parameter_declaration', 'variadic_parameter_declaration']);
const BINDERS: ReadonlySet<string> = new Set([
  ...PARAMETERS,
  'var_spec',
  'const_spec',
  'short_var_declaration',
  'range_clause',
  'receive_statement',
]);
const SCOPES: ReadonlySet<string> = new Set([
  'function_declaration',
  'method_declaration',
  'func_literal',
  'block',
  'if_statement',
  'for_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'select_statement',
  'expression_case',
  'type_case',
  'communication_case',
  'default_case',
]);
