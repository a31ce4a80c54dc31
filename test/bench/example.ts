import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from '../../src/model/row.js';

/** From `test/bench` and from `dist/test/bench`. */
const root = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url));

export const EXAMPLE = path.join(root, 'fixtures/natsnet');

/** The rows of the example that claim to be done, and are. */
export function honestRows(): (row: Row) => boolean {
  const labels = JSON.parse(readFileSync(path.join(EXAMPLE, 'LABELS.json'), 'utf8')) as { item: string; honest: boolean }[];
  const honest = new Set(labels.filter((each) => each.honest).map(({ item }) => item));
  return (row) => honest.has(row.item) && /^(complete|verified)$/.test(row.status);
}
