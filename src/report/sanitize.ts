// Control and format characters (bidi, zero width, byte order mark, tags), line separators, lone surrogates, noncharacters:
// a terminal obeys them or a reader does not see them.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const HIDDEN_IN_JSON = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

const LONE_SURROGATE = /\p{Cs}/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with every character that would act or hide instead of being seen written as `\u001b`, `\u{e0041}`, `\n`. One line of plain text. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (char) => NAMED[char] ?? codePointEscape(char));
}

/** A file as an URI reference relative to the root: segments percent-encoded, `/` kept. */
export function uriOf(file: string): string {
  return file
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** JSON with a final line end, in which hidden characters are `\u` escapes: the same data, safe to print. */
export function jsonText(value: unknown, indent = 2): string {
  // `stringify` writes lone surrogates as escapes, which strict parsers refuse with the whole document.
  const wellFormed = (_: string, part: unknown) => (typeof part === 'string' ? part.replace(LONE_SURROGATE, '\ufffd') : part);
  return `${JSON.stringify(value, wellFormed, indent).replace(HIDDEN_IN_JSON, utf16Escape)}\n`;
}

function codePointEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : utf16Escape(char);
}

function utf16Escape(char: string): string {
  return Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
}
