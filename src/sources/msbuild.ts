import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// Projects are read synchronously, and what only a project needs is not loaded without one.
const require = createRequire(import.meta.url);

/**
 * As much of MSBuild as it takes to know a project's properties: property groups, imports of files that are there, and
 * conditions that compare strings. A condition that is anything else does not hold; functions have no value.
 */

/** Property values by name in lower case: MSBuild does not tell letter cases apart. */
export type Properties = Map<string, string>;

interface Evaluation {
  readonly properties: Properties;
  /** Set from outside: no file can change them. */
  readonly fixed: ReadonlySet<string>;
  /** Files are read below this directory only. */
  readonly root: string;
  readonly imported: Set<string>;
  readonly documents: Documents;
}

/** Files that were read, as their elements; undefined where there was nothing to read. */
export type Documents = Map<string, readonly Element[] | undefined>;

/** Evaluates a project file after the nearest Directory.Build.props, and before the nearest Directory.Build.targets. */
export function evaluateProject(file: string, root: string, fixed: Properties, documents: Documents = new Map()): Properties {
  const evaluation: Evaluation = { properties: new Map(fixed), fixed: new Set(fixed.keys()), root, imported: new Set(), documents };
  const { properties } = evaluation;
  properties.set('msbuildprojectname', path.basename(file, path.extname(file)));
  importFile(findAbove(path.dirname(file), 'Directory.Build.props', root), evaluation);
  // Of the SDK's own files this is what matters: see Microsoft.NET.Sdk.CSharp.props.
  properties.set('defineconstants', [properties.get('defineconstants') ?? '', 'TRACE'].filter(Boolean).join(';'));
  importFile(file, evaluation);
  importFile(findAbove(path.dirname(file), 'Directory.Build.targets', root), evaluation);
  return properties;
}

/** The nearest file of a name, from a directory upward to the root. */
export function findAbove(directory: string, name: string, root: string): string | undefined {
  for (let at = directory; isWithin(at, root); at = path.dirname(at)) {
    const candidate = path.join(at, name);
    if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
    if (at === path.dirname(at)) return undefined;
  }
  return undefined;
}

function isWithin(file: string, root: string): boolean {
  const relative = path.relative(root, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function importFile(file: string | undefined, evaluation: Evaluation): void {
  const { properties, imported, root, documents } = evaluation;
  if (file === undefined || imported.has(file) || !isWithin(file, root)) return;
  imported.add(file);
  if (!documents.has(file)) documents.set(file, documentOf(file));
  const outer = ['msbuildthisfiledirectory', 'msbuildthisfile'].map((name) => [name, properties.get(name) ?? ''] as const);
  properties.set('msbuildthisfiledirectory', `${path.dirname(file)}/`);
  properties.set('msbuildthisfile', path.basename(file));
  evaluate(documents.get(file) ?? [], evaluation);
  for (const [name, value] of outer) properties.set(name, value);
}

function documentOf(file: string): readonly Element[] | undefined {
  try {
    return elementsOf(readFileSync(file, 'utf8')).find(({ name }) => name === 'Project')?.children;
  } catch {
    return undefined;
  }
}

function evaluate(elements: readonly Element[], evaluation: Evaluation): void {
  const { properties, fixed } = evaluation;
  for (const { name, attributes, children } of elements) {
    if (!holds(attributes['Condition'], properties)) continue;
    if (name === 'PropertyGroup') {
      for (const property of children) {
        const key = property.name.toLowerCase();
        if (!fixed.has(key) && holds(property.attributes['Condition'], properties))
          properties.set(key, expand(property.text, properties).trim());
      }
    } else if (name === 'ImportGroup') evaluate(children, evaluation);
    else if (name === 'Import' && attributes['Sdk'] === undefined)
      importFile(importPath(attributes['Project'] ?? '', evaluation), evaluation);
    else if (name === 'Choose') {
      const chosen = children.find((each) => each.name === 'Otherwise' || holds(each.attributes['Condition'], properties));
      if (chosen !== undefined) evaluate(chosen.children, evaluation);
    }
  }
}

/** Imports name their file by path, or ask for the nearest one above. */
function importPath(written: string, { properties, root }: Evaluation): string | undefined {
  const directory = properties.get('msbuildthisfiledirectory') ?? root;
  const above = /^\$\(\[MSBuild\]::GetPathOfFileAbove\(\s*['"]?([^,'"]+)['"]?\s*(?:,\s*['"]?([^'"]*)['"]?\s*)?\)\)$/i.exec(written.trim());
  if (above !== null) {
    const start = path.resolve(directory, slashed(expand(above[2] ?? '', properties)));
    return findAbove(start, expand(above[1] as string, properties), root);
  }
  const expanded = expand(written, properties);
  return expanded === '' ? undefined : path.resolve(directory, slashed(expanded));
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

/** `$(Name)` by its value. */
function expand(text: string, properties: Properties): string {
  return text.replace(/\$\(\s*([\w.-]+)\s*\)/g, (_, name: string) => properties.get(name.toLowerCase()) ?? '');
}

/** `'a' == 'b'`, `!=`, `and`, `or`, `!` and parentheses. */
function holds(condition: string | undefined, properties: Properties): boolean {
  if (condition === undefined || condition.trim() === '') return true;
  // What MSBuild's functions say is not known here.
  if (/\$\(\s*[^)\w\s]|\b(?:Exists|HasTrailingSlash)\s*\(/i.test(condition)) return false;
  const tokens = condition.match(/'[^']*'|==|!=|[!()]|[<>]=?|[^\s'=!()<>]+(?:\([^)]*\))?/g) ?? [];
  let at = 0;
  const word = (expected: string) => tokens[at]?.toLowerCase() === expected && ++at > 0;
  const or = (): boolean => {
    let value = and();
    while (word('or')) value = and() || value;
    return value;
  };
  const and = (): boolean => {
    let value = unary();
    while (word('and')) value = unary() && value;
    return value;
  };
  const unary = (): boolean => {
    if (word('!')) return !unary();
    if (word('(')) {
      const value = or();
      word(')');
      return value;
    }
    const left = operand();
    if (word('==')) return left === operand();
    if (word('!=')) return left !== operand();
    return left === 'true';
  };
  const operand = () => {
    const token = tokens[at++] ?? '';
    return expand(token.replace(/^'|'$/g, ''), properties).trim().toLowerCase();
  };
  const value = or();
  return at >= tokens.length && value;
}

/** The elements of a document, as far as it is well formed: the build complains about it, not we. */
function elementsOf(xml: string): Element[] {
  const parser = (require('sax') as typeof import('sax')).parser(true);
  const path: Element[] = [{ name: '', attributes: {}, children: [], text: '' }];
  const [root] = path as [Element];
  const inner = () => path.at(-1) ?? root;
  const onText = (text: string) => {
    inner().text += text;
  };
  parser.onopentag = ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Element['attributes'], children: [], text: '' };
    inner().children.push(element);
    path.push(element);
  };
  parser.onclosetag = () => path.pop();
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onerror = (error) => {
    throw error;
  };
  try {
    parser.write(xml.replace(/^\uFEFF/, '')).close();
  } catch {
    // What was read before the fault counts.
  }
  return root.children;
}
