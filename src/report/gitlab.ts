import type { Level } from '../model/finding.js';
import type { Report } from './report.js';
import { jsonText, visible } from './sanitize.js';

const SEVERITY: Readonly<Record<Level, string>> = { error: 'major', warning: 'minor', note: 'info' };

/** GitLab's Code Quality report. GitLab drops entries with a fingerprint that was there before, so a repeated one gets its number. */
export function gitlab({ findings }: Report): string {
  const seen = new Map<string, number>();
  const unique = (fingerprint: string) => {
    const times = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, times);
    return times === 1 ? fingerprint : `${fingerprint}-${times}`;
  };
  return jsonText(
    findings.map(({ rule, level, item, title, message, location, focus, fingerprint }) => ({
      description: visible(`${item.startsWith('file/') ? '' : `${item} ${title}: `}${message}`),
      check_name: rule,
      fingerprint: unique(fingerprint),
      severity: SEVERITY[level],
      location: { path: location.file, lines: { begin: focus ?? location.line } },
    })),
  );
}
