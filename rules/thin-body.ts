import { differencesOf, fidelityOfPair, isThin } from '../src/facts/fidelity.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'thin-body',
  level: 'warning',
  category: 'body',
  summary: 'A mapped C# member leaves out much of what the Go function does.',
  precision: 'medium',
  on: 'pair',
  messages: {
    thin: '`{{csharp}}` leaves out much of what `{{go}}` does: {{differences}}. Port what is missing, or set the row back to `stub` and say what is left.',
    cut: 'A loop of `{{csharp}}` always ends in its first round (line {{line}}), and `{{go}}` has no such loop. Let it run as long as Go does.',
  },
  *check({ row, go, csharp, members, facts }) {
    // A body that does nothing at all is what other rules speak of.
    if (facts.settledBehaviour(go).behaviour?.kind !== 'works') return;
    if (members.every((member) => facts.settledBehaviour(member).behaviour?.kind !== 'works')) return;
    const fidelity = fidelityOfPair(go, members, facts);
    if (fidelity === undefined) return;
    const [goProfile, profile] = [facts.profile([go]), facts.profile(members, go)];
    const names = { csharp: symbolOf(csharp), go: row.name };
    const [cut] = profile.cutLoops;
    // Where every loop is cut, `unreachable-body` says so.
    if (cut !== undefined && fidelity.features.cutLoops > 0 && profile.cutLoops.length < profile.loops)
      yield { at: csharp, message: 'cut', data: { ...names, line: cut }, focus: cut };
    if (!isThin(fidelity)) return;
    const differences = differencesOf(fidelity, goProfile, profile);
    if (differences.length > 0) yield { at: csharp, message: 'thin', data: { ...names, differences: differences.join('; ') } };
  },
});
