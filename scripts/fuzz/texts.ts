import type { Language } from '../../src/model/source.js';
import type { Random } from './random.js';

export interface Input {
  /** How it was made. */
  readonly name: string;
  readonly language: Language;
  readonly bytes: Buffer;
}

export interface Sample {
  readonly language: Language;
  readonly text: string;
}

/** A source file that no editor wrote: made of the samples, which are honest. */
export function hostileInput(random: Random, samples: readonly Sample[]): Input {
  const { language, text } = random.pick(samples);
  const [name, make] = random.pick(MUTATIONS);
  const made = make(random, text, random.pick(samples).text, language);
  return { name, language, bytes: typeof made === 'string' ? Buffer.from(made) : made };
}

type Mutation = (random: Random, text: string, other: string, language: Language) => string | Buffer;

const MUTATIONS: readonly (readonly [string, Mutation])[] = [
  ['random bytes', (random) => random.bytes(random.number(5000))],
  ['cut off', (random, text) => text.slice(0, random.number(text.length))],
  ['cut off at the start', (random, text) => text.slice(random.number(text.length))],
  ['a part left out', (random, text) => without(random, text)],
  [
    'spliced with another file',
    (random, text, other) => text.slice(0, random.number(text.length)) + other.slice(random.number(other.length)),
  ],
  ['tokens out of place', (random, text) => repeat(1 + random.number(20), text, (each) => insert(random, each, random.pick(TOKENS)))],
  ['characters gone', (random, text) => repeat(1 + random.number(20), text, (each) => cut(random, each, 1))],
  ['lines out of order', (random, text) => shuffled(random, text.split('\n')).join('\n')],
  ['a line repeated', (random, text) => insert(random, text, `${random.pick(text.split('\n'))}\n`.repeat(random.number(2000)))],
  ['nested', (random, text, _, language) => insert(random, text, nesting(random, language))],
  ['odd characters', (random, text) => repeat(1 + random.number(20), text, (each) => insert(random, each, random.pick(ODD)))],
  ['Latin-1', (_, text) => Buffer.from(text.replace(/o/g, '\u00f6'), 'latin1')],
  ['UTF-16 LE', (_, text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 BE', (_, text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['UTF-16 LE without a mark', (_, text) => Buffer.from(text, 'utf16le')],
  ['bytes that are no UTF-8', (random, text) => bytesIn(random, text)],
  ['lone carriage returns', (_, text) => text.replaceAll('\n', '\r')],
  ['one line', (_, text) => text.replaceAll('\n', ' ')],
];

const TOKENS =
  '( ) [ ] { } ; , . : := = == => -> <- -> ? ! ~ | || & && + ++ - -- * / % ^ < > << >> "" \' ` @ $ $" @" """ # /* */ // func class struct interface type var const if else for switch case default return go defer select range chan map namespace using public static async await new throw try catch finally lock yield where is as in out ref record enum event operator #if #else #endif #region'.split(
    ' ',
  );

const ODD = [
  '\0', '\x1b[31m', '\x1b]0;title\x07', '\u2028', '\u2029', '\u0085', '\u200b', '\u202e', '\ufeff', '\u{e0041}', '\ud800', '\udfff', '\u00a0', '\v', '\f', '\r', 'é', 'ﬀ', '𝕏', '\u0301', '<script>', '\\', '\\u0041',
] as const; // biome-ignore format: a list

/** Brackets, operators and statements in each other, from shallow to far too deep. */
export function nesting(random: Random, language: Language): string {
  const depth = random.pick([3, 50, 300, 1100, 1300, 3000]);
  const [open, middle, close] = random.pick(NESTINGS[language]);
  return open.repeat(depth) + middle + (random.number(4) === 0 ? '' : close.repeat(depth));
}

type Nesting = readonly [open: string, middle: string, close: string];

const SHARED: readonly Nesting[] = [
  ['(', '1', ')'],
  ['{', '', '}'],
  ['[', '0', ']'],
  ['f(', '1', ')'],
  ['a[', '0', ']'],
  ['-', '1', ''],
  ['!', 'a', ''],
  ['1 + ', '1', ''],
  ['a.', 'b', ''],
  ['a().', 'b()', ''],
  ['a<', 'b', '>'],
];

export const NESTINGS: Readonly<Record<Language, readonly Nesting[]>> = {
  go: [
    ...SHARED,
    ['if a { ', 'b()', ' }'],
    ['if a { } else ', '{ }', ''],
    ['for { ', 'b()', ' }'],
    ['switch { case a: ', 'b()', ' }'],
    ['x = func() { ', 'b()', ' }'],
    ['[]T{', '', '}'],
    ['*', 'p', ''],
    ['<-', 'c', ''],
    ['[]', 'int', ''],
    ['map[string]', 'int', ''],
    ['struct { a ', 'int', ' }'],
    ['func(', '', ')'],
    ['L: ', 'b()', ''],
  ],
  csharp: [
    ...SHARED,
    ['if (a) { ', 'b();', ' }'],
    ['if (a) { } else ', '{ }', ''],
    ['if (a) ', 'b();', ''],
    ['while (a) { ', 'b();', ' }'],
    ['try { ', 'b();', ' } finally { }'],
    ['x => ', '1', ''],
    ['() => { ', 'b();', ' }'],
    ['a ? b : ', 'c', ''],
    ['(int)', 'x', ''],
    ['await ', 'x', ''],
    ['new A(', '', ')'],
    ['a switch { _ => ', '1', ' }'],
    ['a is { B: ', '1', ' }'],
    ['not ', 'null', ''],
    ['$"{', '1', '}"'],
    ['$"{{{', '1', '}}}"'],
    ['$$"""{{{', '1', '}}}"""'],
    ['(T)a.F<b>(', 'c', ')'],
    ['new A<B>(', '', ')'],
    ['from a in b ', 'select c', ''],
    ['class C { ', 'int F() => 1;', ' }'],
    ['namespace N { ', 'class C { }', ' }'],
    ['void F() { ', 'b();', ' }'],
    ['A<', 'int', '>'],
    ['[A]', '', ''],
    ['#if A\n', '', '\n#endif\n'],
    ['extension(int x) { ', '', ' }'],
  ],
};

function repeat(times: number, text: string, change: (text: string) => string): string {
  let changed = text;
  for (let i = 0; i < times; i++) changed = change(changed);
  return changed;
}

function insert(random: Random, text: string, part: string): string {
  const at = random.number(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
}

function cut(random: Random, text: string, length: number): string {
  const at = random.number(text.length + 1);
  return text.slice(0, at) + text.slice(at + length);
}

function without(random: Random, text: string): string {
  return cut(random, text, random.number(text.length));
}

function shuffled(random: Random, lines: string[]): string[] {
  for (let i = lines.length - 1; i > 0; i--) {
    const j = random.number(i + 1);
    [lines[i], lines[j]] = [lines[j] as string, lines[i] as string];
  }
  return lines;
}

function bytesIn(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text);
  for (let i = 0; i < 20 && bytes.length > 0; i++) bytes[random.number(bytes.length)] = 0x80 + random.number(0x80);
  return bytes;
}
