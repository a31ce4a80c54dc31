import type { Report, TextOf } from './report.js';
import type { TextOptions } from './text.js';

type Reporter = (report: Report, textOf: TextOf, options: TextOptions) => string;

/** A reporter is loaded when a run asks for it. */
const REPORTERS = {
  text: async (): Promise<Reporter> => (await import('./text.js')).text,
  json: async (): Promise<Reporter> => (await import('./json.js')).json,
  sarif: async (): Promise<Reporter> => {
    const { sarif } = await import('./sarif.js');
    return (report, textOf) => sarif(report, textOf);
  },
  markdown: async (): Promise<Reporter> => {
    const { markdown } = await import('./markdown.js');
    return (report, textOf) => markdown(report, textOf);
  },
  github: async (): Promise<Reporter> => (await import('./github.js')).github,
  gitlab: async (): Promise<Reporter> => (await import('./gitlab.js')).gitlab,
  junit: async (): Promise<Reporter> => (await import('./junit.js')).junit,
  html: async (): Promise<Reporter> => (await import('./html.js')).html,
};

export type Format = keyof typeof REPORTERS;

export const FORMATS = Object.keys(REPORTERS) as readonly Format[];

const BY_ENDING: Readonly<Record<string, Format>> = { sarif: 'sarif', json: 'json', md: 'markdown', xml: 'junit', html: 'html' };

/** The format that a file's name asks for; `text` when it asks for none. */
export function formatOfFile(file: string): Format {
  return BY_ENDING[/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''] ?? 'text';
}

/** @param options of the text for a terminal; other formats have none */
export async function render(format: Format, report: Report, textOf: TextOf, options: TextOptions): Promise<string> {
  const reporter = await REPORTERS[format]();
  return reporter(report, textOf, options);
}
