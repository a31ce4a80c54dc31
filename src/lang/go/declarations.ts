import type { Field, TypeDeclaration } from '../../model/source.js';
import type { Node } from '../../model/tree.js';
import { childOf, fieldOf, partsOf, type Syntax, type SyntaxTree, Unreadable } from '../syntax.js';
import { type GoFile, lastLine, modifiersOf, nameSpan } from './file.js';
import { lowerValues, OPAQUE } from './lower.js';
import { foldedText, namesOf, typeName } from './signature.js';
import { constantSpecs, type Spec, variableSpecs } from './specs.js';

/** The types that a file declares outside of functions, in source order. */
export function typesOf(go: GoFile): TypeDeclaration[] {
  return typeSpecs(go).map(({ spec, outer }) => {
    const name = fieldOf(spec, 'name') as Syntax;
    const text = go.tree.textOf(name);
    return {
      language: 'go',
      file: go.file,
      namespace: go.namespace,
      path: text,
      kind: kindOf(spec),
      modifiers: modifiersOf(text),
      attributes: [],
      bases: basesOf(go.tree, spec),
      arity: arityOf(spec),
      startLine: outer.line,
      endLine: lastLine(go.tree, outer),
      ...nameSpan(go.tree, name),
    };
  });
}

/** Type declarations with the node whose lines they take: the whole of `type T …`, but just the spec within `type ( … )`. */
function typeSpecs({ declarations }: GoFile): { readonly spec: Syntax; readonly outer: Syntax }[] {
  return declarations
    .filter((node) => node.type === 'type_declaration')
    .flatMap((node) => {
      const specs = partsOf(node).filter((child) => child.type !== 'ERROR' && fieldOf(child, 'name') !== undefined);
      const grouped = childOf(node, '(') !== undefined;
      return specs.map((spec) => ({ spec, outer: grouped ? spec : node }));
    });
}

function kindOf(spec: Syntax): TypeDeclaration['kind'] {
  if (spec.type === 'type_alias') return 'alias';
  const type = fieldOf(spec, 'type')?.type;
  if (type === 'struct_type') return 'struct';
  return type === 'interface_type' ? 'interface' : 'class';
}

/** Embedded types without their `*`; for an alias, what it stands for. */
function basesOf(tree: SyntaxTree, spec: Syntax): string[] {
  const type = fieldOf(spec, 'type');
  if (type === undefined) return [];
  if (spec.type === 'type_alias') return [foldedText(tree, type)];
  if (type.type === 'struct_type') {
    return structFields(type)
      .filter((field) => namesOf(field).length === 0)
      .map((field) => foldedText(tree, fieldOf(field, 'type')));
  }
  return type.type === 'interface_type' ? embeddedInterfaces(tree, type) : [];
}

/** A union or `~T` constrains the type set, it embeds nothing. */
function embeddedInterfaces(tree: SyntaxTree, type: Syntax): string[] {
  return partsOf(type)
    .filter((element) => element.type === 'type_elem' && element.children.length === 1)
    .flatMap((element) => element.children)
    .filter((element) => element.type !== 'negated_type')
    .map((element) => foldedText(tree, element));
}

function structFields(struct: Syntax): Syntax[] {
  const list = childOf(struct, 'field_declaration_list');
  return list === undefined ? [] : partsOf(list).filter((child) => child.type === 'field_declaration');
}

function arityOf(spec: Syntax): number {
  const list = fieldOf(spec, 'type_parameters');
  return list === undefined ? 0 : partsOf(list).flatMap(namesOf).length;
}

/** Struct fields (embedded ones by their type's name), and the variables and constants of the package. */
export function fieldsOf(go: GoFile): Field[] {
  const members = typeSpecs(go).flatMap(({ spec }) => membersOf(go, spec));
  const globals = go.declarations.flatMap((node) => {
    if (node.type === 'var_declaration') return variableSpecs(node).flatMap((spec) => globalsOf(go, spec, false));
    if (node.type === 'const_declaration') return constantSpecs(node).flatMap((spec) => globalsOf(go, spec, true));
    return [];
  });
  return [...members, ...globals].sort((a, b) => a.at - b.at);
}

function membersOf({ file, tree }: GoFile, spec: Syntax): Field[] {
  const type = fieldOf(spec, 'type');
  if (type?.type !== 'struct_type') return [];
  const common = { file, owner: foldedText(tree, fieldOf(spec, 'name')), constant: false, readonly: false, static: false };
  return structFields(type).flatMap((field) => {
    const typeNode = fieldOf(field, 'type');
    const star = childOf(field, '*') === undefined ? '' : '*';
    const names = namesOf(field);
    if (names.length > 0)
      return names.map((name) => ({ ...common, name: tree.textOf(name), type: foldedText(tree, typeNode), at: name.line }));
    const name = typeName(tree, typeNode).replace(/^.*\./, '');
    return [{ ...common, name, type: star + foldedText(tree, typeNode), at: field.line }];
  });
}

function globalsOf({ file, tree }: GoFile, { names, type, values }: Spec, constant: boolean): Field[] {
  const inits = values === undefined ? [] : initsOf(tree, values);
  return names.map((name, i) => {
    const init = names.length === inits.length ? inits[i] : inits[0];
    return {
      file,
      owner: '',
      name: tree.textOf(name),
      type: foldedText(tree, type),
      constant,
      readonly: constant,
      static: true,
      ...(init && { init }),
      at: name.line,
    };
  });
}

/** One that is too deep to be read doesn't cost the file its index. */
function initsOf(tree: SyntaxTree, values: Syntax): Node[] {
  try {
    const list = tree.at(values.start, values.end, OPAQUE);
    return list === undefined ? [] : lowerValues(tree, list);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [{ k: 'unknown', at: values.line, what: error.message, parts: [] }];
  }
}
