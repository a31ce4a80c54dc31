import type { Field, Routine } from '../model/source.js';
import type { Facts } from './facts.js';

/** A private field of the own type that is only ever written, as far as the text of the type's files tells. */
export function isUnreadField(name: string, routine: Routine, facts: Facts): boolean {
  return privateFieldTexts(name, routine, facts)?.every((text) => usesOf(text, name).every((use) => use === 'write')) ?? false;
}

/** A private field of the own type that has its default value for ever: neither initialised nor written. */
export function isUnsetField(name: string, routine: Routine, facts: Facts): boolean {
  const field = fieldOf(name, routine, facts);
  const { init } = field ?? {};
  if (init !== undefined && !(init.k === 'literal' && /^(false|null|0|default|)$/.test(init.value))) return false;
  return privateFieldTexts(name, routine, facts)?.every((text) => usesOf(text, name).every((use) => use === 'read')) ?? false;
}

function fieldOf(name: string, routine: Routine, facts: Facts): Field | undefined {
  return facts.csharp.groupOf(routine)?.fields.find((each) => each.name === name);
}

/** The texts of the files of the own type, if the field is private: nothing else can name it. */
function privateFieldTexts(name: string, routine: Routine, facts: Facts): readonly string[] | undefined {
  const group = facts.csharp.groupOf(routine);
  const field = fieldOf(name, routine, facts);
  if (group === undefined || field === undefined || !isPrivate(field, facts)) return undefined;
  return [...new Set(group.parts.map((part) => part.file))].map((file) => facts.csharp.unit(file)?.text ?? '');
}

function isPrivate(field: Field, facts: Facts): boolean {
  const line = facts.csharp.unit(field.file)?.text.split(/\r\n?|\n/, field.at)[field.at - 1] ?? '';
  const declaration = new RegExp(`[^;{}]*\\b${field.name}\\b`).exec(line)?.[0] ?? '';
  return !/\b(public|internal|protected)\b/.test(declaration);
}

const BINDS = /\b(return|throw|in|is|as|new|await|case|out|ref|else|not|or|and)\s+$/;

/** What is done with a name, use by use; its declaration is none. What stands in a comment behind code counts as nothing. */
function usesOf(text: string, name: string): ('read' | 'write' | 'both')[] {
  const uses: ('read' | 'write' | 'both')[] = [];
  const pattern = new RegExp(`\\b${name}\\b\\s*(\\+\\+\\s*;|--\\s*;|[-+*/%&|^]=(?!=)|=(?![=>]))?`, 'g');
  for (const match of text.matchAll(pattern)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const before = text.slice(start, match.index);
    if (before.includes('//')) continue;
    if (/[\w\])?]\s+$|(?<!=)>\s+$/.test(before) && !BINDS.test(before) && !/\)\s+$/.test(before)) continue;
    if (/\b(out|ref)\s+(this\.)?$|(\+\+|--)(this\.)?$/.test(before)) uses.push('both');
    else if (match[1] === undefined) uses.push('read');
    // `x = _n = 1` and `return _n = 1` read what they write.
    else uses.push(/(=|return|\(|,)\s*(this\.)?$/.test(before) ? 'both' : 'write');
  }
  return uses;
}
