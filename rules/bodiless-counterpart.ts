import { describeWork } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { calleeName, nodesOf, pathOf } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'bodiless-counterpart',
  level: 'error',
  category: 'mapping',
  summary: 'The C# member of a row has no code: it is only declared, only holds a value, or is filled by something else.',
  precision: 'very-high',
  on: 'row',
  messages: {
    declared:
      '`{{csharp}}` is only declared ({{how}}), and no implementation was found; `{{go}}` has a body ({{work}}). Map {{item}} to the member that implements it, or write that.',
    stored:
      '`{{csharp}}` is an automatic property, so it only holds a value; `{{go}}` has {{work}}. Port the function, or map {{item}} to the member that does the work.',
    initialised:
      '`{{csharp}}` has no constructor with statements, and field initialisers can neither loop nor fail; `{{go}}` has {{work}}. Port the function, or map {{item}} to the member that does the work.',
    generated:
      '`{{csharp}}` is written by what `[{{attribute}}]` stands for; `{{go}}` does other work ({{work}}). Port the function, or map {{item}} to the member that does the work.',
  },
  *check({ row, go, csharp, facts }) {
    if (csharp.kind !== 'found') return;
    // Go's interface methods are no functions: a Go side without a body is an assembler stub, declared in both.
    const body = go.kind === 'found' ? facts.bodyOf(go.routine) : undefined;
    if (go.kind === 'found' && body === undefined) return;
    const work = go.kind === 'found' ? describeWork(body) : 'its Go side was not found';
    if (csharp.declaredOnly.length === csharp.members.length) {
      for (const routine of csharp.declaredOnly) {
        const how = routine.modifiers.find((each) => /^(abstract|extern|partial)$/.test(each)) ?? 'interface member';
        yield { at: routine, message: 'declared', data: { csharp: symbolOf(routine), how, go: row.name, work, item: row.item } };
      }
    }
    // Several members share the work: one without code may be honest.
    const [member] = csharp.members;
    if (go.kind !== 'found' || member === undefined || csharp.members.length > 1 || member.hasBody || csharp.declaredOnly.length > 0)
      return;
    const data = { csharp: symbolOf(member), go: row.name, work, item: row.item };
    const attribute = member.attributes.find(({ name }) => name in FILLERS)?.name;
    if (member.kind === 'property' && !isComputed(member.init) && computes(go.routine, facts))
      yield { at: member, message: 'stored', data };
    else if (/constructor$/.test(member.kind) && exceedsInitialisers(go.routine, facts)) yield { at: member, message: 'initialised', data };
    else if (attribute !== undefined && FILLERS[attribute]?.(go.routine, facts) === false)
      yield { at: member, message: 'generated', data: { ...data, attribute } };
  },
});

/** What a generator or a native library writes, as far as the Go function says that this is what it does. */
const FILLERS: Readonly<Record<string, (go: Routine, facts: Facts) => boolean>> = {
  DllImport: callsTheSystem,
  LibraryImport: callsTheSystem,
  GeneratedRegex: (go, facts) => pathsOf(go, facts).some((path) => path.startsWith('regexp.')),
  LoggerMessage: (go, facts) => facts.settledBehaviour(go).behaviour?.kind === 'logs',
};

function callsTheSystem(go: Routine, facts: Facts): boolean {
  return pathsOf(go, facts).some((path) => /^(C|syscall|unix|windows)\./.test(path));
}

function pathsOf(go: Routine, facts: Facts): string[] {
  const body = facts.bodyOf(go);
  return body === undefined ? [] : nodesOf(body, 'call').map((call) => pathOf(call.callee) ?? '');
}

/** An initialiser that builds something, once: a table in place of Go's `init`. */
function isComputed(init: Node | undefined): boolean {
  return (
    init !== undefined &&
    (nodesOf(init, 'call').length > 0 || nodesOf(init, 'create').some(({ args, items }) => args.length + items.length > 0))
  );
}

/** More than handing out or taking in a value: a loop, or a call of a function of the port. */
function computes(go: Routine, facts: Facts): boolean {
  const body = facts.bodyOf(go);
  if (body === undefined) return false;
  return (
    nodesOf(body, 'loop').length > 0 ||
    nodesOf(body, 'call').some((call) => facts.go.routinesNamed(calleeName(call.callee) ?? '').length > 0)
  );
}

function exceedsInitialisers(go: Routine, facts: Facts): boolean {
  const body = facts.bodyOf(go);
  return body !== undefined && (['loop', 'spawn', 'raise'] as const).some((kind) => nodesOf(body, kind).length > 0);
}
