/**
 * A known problem that ends the run: one line on stderr and exit code 2. Anything else that is thrown is a defect of parity itself.
 * @param message one line, without a full stop at the end
 * @param hint what to do about it, one line
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** The first line of whatever was thrown; of an error of the file system only what it says in words (`permission denied`). */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n', 1)[0] ?? '';
  return error instanceof Error && 'syscall' in error ? line.replace(/^[A-Z0-9]+: (.*?), .*$/, '$1') : line;
}

/** `ENOENT`, `SQLITE_BUSY` …; '' when the error carries no code. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
