import { plural } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import type { Row } from '../src/model/row.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { functionName } from '../src/pair/go.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'shared-counterpart',
  level: 'warning',
  category: 'mapping',
  summary: 'Two Go functions are mapped to one C# member.',
  precision: 'medium',
  on: 'pair',
  messages: {
    shared:
      '`{{csharp}}` is said to be the port of `{{go}}` and of {{others}}. One body can hardly be all of them: map each to its own member, or name the reason in the notes.',
  },
  *check({ row, csharp, members, go, facts }) {
    if (members.length > 1) return;
    const rows = facts.claims
      .ofCSharp(csharp)
      .filter((each) => each.kind === 'feature' && each.item !== row.item && each.dotnetMethod === row.dotnetMethod);
    // The same function once per platform, an exported name before its worker, and overloads are one thing in C#.
    const others = rows.filter(
      (each) =>
        each.status !== 'n_a' &&
        each.status !== 'deferred' &&
        !isSame(each, go, facts) &&
        !isWorker(each.goMethod, row.goMethod) &&
        overloads(facts.csharp.groupOf(csharp)?.routines ?? [], csharp.name) < 2,
    );
    const [first] = others;
    if (first === undefined) return;
    const more = others.length > 1 ? ` and ${plural(others.length - 1, 'other')}` : '';
    yield { at: csharp, message: 'shared', data: { csharp: symbolOf(csharp), go: row.name, others: `\`${first.name}\`${more}` } };
  },
});

/** Whether a row names the function itself, or its body for another platform: in another file of the package, both of them built under a constraint. */
function isSame(row: Row, go: Routine, { go: code }: Facts): boolean {
  const { receiver, name } = functionName(row);
  if (name !== go.name || receiver !== go.owner) return false;
  if (isFile(go.file, row.goFile)) return true;
  const constrained = (file: string) => code.unit(file)?.index.constraint !== undefined;
  return code
    .routinesNamed(name)
    .some(
      ({ name, owner, namespace, file }) =>
        name === go.name &&
        owner === go.owner &&
        namespace === go.namespace &&
        directoryOf(file) === directoryOf(go.file) &&
        isFile(file, row.goFile) &&
        constrained(file) &&
        constrained(go.file),
    );
}

/** Whether a file of the index is the one of a row, whose path begins at `go.root`. */
function isFile(file: string, goFile: string): boolean {
  return file === goFile || file.endsWith(`/${goFile}`);
}

function directoryOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** `Purge` and `purge`, `removeMsg` and `removeMsgLocked`, `Len` and `lenNoLock`. */
function isWorker(left: string, right: string): boolean {
  if (left === right) return false;
  const plain = (name: string) => name.toLowerCase().replace(/(locked|nolock|withlock|internal|core|lockheld|noflush|one)$/, '');
  const [a, b] = [plain(left), plain(right)];
  return a === b || a.startsWith(b) || b.startsWith(a);
}

function overloads(routines: readonly Routine[], name: string): number {
  return routines.filter((routine) => routine.name === name).length;
}
