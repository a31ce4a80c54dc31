/**
 * What Go's own parser refuses and the grammar takes without a word: mostly where a line ends, which ends a statement in Go and is blank
 * space to the grammar. Such a file does not build. Told by a lexer, in one pass: what it can't be sure of, it lets pass.
 */
import type { Problem } from '../../model/source.js';
import { foldSpace, type LineTable } from '../syntax.js';

const TOKEN =
  /[ \t\r]*(\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\p{L}_][\p{L}\p{N}_]*|\.?\d(?:[eEpP][-+]|[\w.])*|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'|:=|<-|\+\+|--|&&|\|\||\.\.\.|[=!<>]=|[\s\S])/gu;

type Kind = 'block' | 'literal' | 'list' | 'group';

/** An open bracket, and the statement that is being read in it. */
interface Frame {
  readonly kind: Kind;
  /** Offset of the statement's first token; undefined before it. */
  start: number | undefined;
  /** Its first token. */
  head: string;
  /** Offset behind the last word or semicolon that a simple statement may follow. */
  simple: number;
  /** Whether a function literal waits for its body. */
  func: boolean;
  /** Whether the statement has had a block. */
  opened: boolean;
}

const ENDS_LINE = /^(?:[\p{L}_\d"`']|\.\d|\+\+$|--$|[)\]}]$)/u;
const NO_END: ReadonlySet<string> = new Set(
  'case chan const default defer else for func go goto if import interface map package range select struct switch type var'.split(' '),
);
/** What has a block on the line where it ends. */
const WITH_BLOCK: ReadonlySet<string> = new Set(['if', 'for', 'switch', 'select', 'func', 'else']);
const GROUPS: ReadonlySet<string> = new Set(['import', 'const', 'var', 'type']);
const STARTS_NONE = /^(?:[=.,|/%>:]|:=|&&|\|\||[=!<>]=|<)$/;
const BEFORE_OPERAND = /^(?:[([{,;=!&|^<>*/%+:-]|:=|<-|&&|\|\||[=!<>]=|return)$/;
const NAMES = /^\s*[\p{L}_][\p{L}\p{N}_]*(?:\s*,\s*[\p{L}_][\p{L}\p{N}_]*)*\s*$/u;
const ESCAPE = /\\(?!["'\\abfnrtv]|x[\da-fA-F]{2}|[0-7]{3}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/;

/** What Go's own parser refuses of a file that the grammar takes; at most the first of it, as the rest may follow from that. */
export function firstRefused(text: string, lines: LineTable): Problem | undefined {
  const frames: Frame[] = [frameOf('block')];
  let before = '';
  let last = '';
  TOKEN.lastIndex = 0;
  const refused = (at: number, message: string): Problem => {
    const line = lines.lineAt(at);
    return { line, endLine: line, column: lines.columnAt(at), message, names: [] };
  };
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const token = match[1] as string;
    const at = TOKEN.lastIndex - token.length;
    const first = token[0] as string;
    if (first === ' ' || first === '\t' || first === '\r' || token.startsWith('//') || token.startsWith('/*')) continue;
    const frame = frames[frames.length - 1] as Frame;
    if (token === '\n') {
      if (!ENDS_LINE.test(last) || NO_END.has(last)) continue;
      if (frame.kind === 'list' || frame.kind === 'literal')
        return refused(at, `\`${shown(last)}\` ends the line where a comma has to follow`);
      if (before === '[' && last === ']') return refused(at, 'a type is missing at the end of the line');
    }
    if (token === '\n' || token === ';' || token === '}') {
      const message = frame.kind === 'block' && frame.start !== undefined ? ended(text, frame, last, at, token) : undefined;
      if (message !== undefined) return refused(frame.start ?? at, message);
    }
    if (token === '\n') {
      // In a header it stands for the semicolon behind the first statement.
      if (/^(?:if|for|switch)$/.test(frame.head) && !frame.opened) frame.simple = at + 1;
      else begin(frame);
      last = ';';
      continue;
    }
    if (frame.kind === 'block' && (frame.start === undefined || last === ';') && STARTS_NONE.test(token))
      return refused(at, `\`${token}\` can't begin a statement`);
    const isLate = frame.head === 'package' ? before === 'package' && token !== ';' : GROUPS.has(token);
    if (frames.length === 1 && frame.start !== undefined && isLate) return refused(at, `\`${shown(token)}\` has to begin a line`);
    if (frame.start === undefined) {
      frame.start = at;
      frame.head = token;
      frame.simple = at;
    }
    if ((last === '++' || last === '--') && !';{}'.includes(token)) return refused(at, `\`${shown(token)}\` stands behind \`${last}\``);
    if (token === '&&' && BEFORE_OPERAND.test(last)) return refused(at, '`&&` stands where a value has to');
    if (first === '"' && ESCAPE.test(token.replaceAll('\\\\', ''))) return refused(at, 'an unknown escape sequence');
    if (token === 'func') frame.func = true;
    else if (token === 'else') frame.opened = false;
    else if (token === 'if' || token === 'for' || token === 'switch' || token === 'case') frame.simple = at + token.length;
    else if (token === ':=') {
      const left = text.slice(frame.simple, at);
      if (frame.kind === 'block' && !left.includes('/') && !NAMES.test(left.replace(/^\s*[\p{L}_][\p{L}\p{N}_]*\s*:/u, '')))
        return refused(at, `\`${shown(left)} :=\` declares what is no name`);
      if (left.split(',').length > 2 && /^\s*range\b/.test(text.slice(at + 2, at + 20)))
        return refused(at, '`range` has two values at most');
    }
    if (token === '(') frames.push(frameOf(GROUPS.has(last) ? 'group' : 'list'));
    else if (token === '[') frames.push(frameOf('list'));
    else if (token === '{') {
      const kind = braces(frame, last);
      if (kind === 'block' && last !== 'struct' && last !== 'interface') Object.assign(frame, { func: false, opened: true });
      frames.push(frameOf(kind));
    } else if (token === ')' || token === ']' || token === '}') {
      if (frames.length > 1) frames.pop();
    } else if (token === ';') {
      // Whether a header goes on or a statement has ended is not looked into.
      if (frame.kind === 'block' && !WITH_BLOCK.has(frame.head)) begin(frame);
      else frame.simple = at + 1;
    } else if (token === ':' && frame.kind === 'block' && endsClause(frame, last, text.slice(frame.start, at))) begin(frame);
    before = last;
    last = token;
  }
  return undefined;
}

/** The colon of a case or of a label. */
function endsClause({ head }: Frame, last: string, statement: string): boolean {
  return head === 'case' || head === 'default' || statement.trimEnd() === last;
}

function frameOf(kind: Kind): Frame {
  return { kind, start: undefined, head: '', simple: 0, func: false, opened: false };
}

function begin(frame: Frame): void {
  Object.assign(frame, { start: undefined, head: '', func: false, opened: false });
}

/** A composite literal only where nothing else can be. */
function braces(frame: Frame, last: string): Kind {
  if (frame.kind === 'literal' && (last === '{' || last === ',' || last === ':')) return 'literal';
  if (frame.func || (frame.kind === 'block' && WITH_BLOCK.has(frame.head)) || NO_END.has(last)) return 'block';
  return /^(?:[\p{L}_\]}])/u.test(last) && frame.start !== undefined ? 'literal' : 'block';
}

/** What is wrong with a statement that ends here. */
function ended(text: string, frame: Frame, last: string, at: number, token: string): string | undefined {
  const { head, start = 0 } = frame;
  if ((head === 'go' || head === 'defer') && last !== ')') return `\`${head}\` needs a call`;
  if (token === ';' || frame.opened) return undefined;
  if (token !== '\n') return undefined;
  if (/^(?:func|if|for)$/.test(head) && /^\s*\{/.test(text.slice(at, at + 200))) return `the \`{\` of \`${head}\` has to stand on its line`;
  const statement = text.slice(start, at);
  if (!/^(?:func|var|type)$/.test(head) || statement.includes('/')) return undefined;
  const isPart = head === 'func' ? /^func\s*(?:\([^()]*\)\s*)?(?:[\p{L}_][\p{L}\p{N}_]*\s*)?$/u : PART;
  return isPart.test(statement) ? `\`${shown(statement)}\` ends too early` : undefined;
}

const PART = /^(?:var\s+[\p{L}_][\p{L}\p{N}_]*(?:\s*,\s*[\p{L}_][\p{L}\p{N}_]*)*|type\s+[\p{L}_][\p{L}\p{N}_]*)\s*$/u;

function shown(text: string): string {
  return foldSpace(text).slice(0, 40);
}
