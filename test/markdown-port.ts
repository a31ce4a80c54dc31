import type { Port } from './rule-tester.js';

/** A section of a Markdown file whose fenced blocks make a port. */
export interface MarkdownPort {
  /** The word before the heading's colon: `flagged` or `honest` in a rule's doc, `fake` or `honest` in the adversary's book. */
  readonly label: string;
  /** What stands behind the colon. */
  readonly name: string;
  /** Line of the heading. */
  readonly line: number;
  readonly port: Port;
}

const BLOCKS: Readonly<Record<string, 'go' | 'goTest' | 'csharp' | 'csharpTest'>> = {
  go: 'go',
  'go test': 'goTest',
  csharp: 'csharp',
  'csharp test': 'csharpTest',
};

/**
 * The ports of a Markdown file: each heading `### label: name` with blocks tagged `go`, `go test`, `csharp`, `csharp test` below it.
 * A block `json row` holds what differs from the row that `test/rule-tester.ts` makes up, `json others` an array of other rows; `json baseline`,
 * `json records` and `json batch` are the other fields of `Port`.
 * @throws Error for a block with a tag that is none of these, or a second block of one tag
 */
export function portsIn(markdown: string): MarkdownPort[] {
  const found: { label: string; name: string; line: number; port: { -readonly [Key in keyof Port]: Port[Key] } }[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const heading = /^#{2,4} (\w+): (.+)$/.exec(lines[i] as string);
    if (heading !== null) {
      found.push({ label: (heading[1] as string).toLowerCase(), name: heading[2] as string, line: i + 1, port: {} });
      continue;
    }
    const fence = /^```(.*)$/.exec(lines[i] as string);
    if (fence === null) continue;
    const end = lines.indexOf('```', i + 1);
    const tag = (fence[1] as string).trim();
    const text = lines.slice(i + 1, end).join('\n');
    const section = found.at(-1);
    if (section !== undefined) take(section.port, tag, text, i + 1);
    i = end;
  }
  return found.filter(({ port }) => Object.keys(port).length > 0);
}

function take(port: { -readonly [Key in keyof Port]: Port[Key] }, tag: string, text: string, line: number): void {
  const key = BLOCKS[tag];
  if (key !== undefined) {
    if (port[key] !== undefined) throw new Error(`line ${line}: a second block \`${tag}\``);
    port[key] = text;
  } else if (/^json (row|others|baseline|records|batch)$/.test(tag)) Object.assign(port, { [tag.slice('json '.length)]: JSON.parse(text) });
  else if (tag !== '' && tag !== 'text' && tag !== 'sh') throw new Error(`line ${line}: unknown block \`${tag}\``);
}
