import { plural } from '../src/facts/describe.js';
import { fidelityOfPair, OWN_WAY } from '../src/facts/fidelity.js';
import { quoted } from '../src/facts/loss.js';
import { lostErrors } from '../src/facts/lost-errors.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'missing-error-path',
  level: 'warning',
  category: 'body',
  summary: 'A mapped C# member has no way to tell of the errors that the Go function returns.',
  precision: 'medium',
  on: 'pair',
  messages: {
    none: '`{{csharp}}` never tells of an error; `{{go}}` has {{count}} that {{arise}} there (line {{lines}}). Throw, or return what stands for the error, where Go does.',
    lost: '`{{go}}` tells of {{errors}} (from line {{line}} on), and nothing that `{{csharp}}` throws or gives back is like that, as it is for other errors. Throw, or return what stands for the error, where Go does.',
    most: '`{{csharp}}` has {{there}} for the {{count}} of `{{go}}`. Throw, or return what stands for the error, where Go does (line {{lines}}).',
  },
  *check({ row, go, csharp, members, facts }) {
    if (facts.settledBehaviour(go).behaviour?.kind !== 'works') return;
    if (members.every((member) => facts.settledBehaviour(member).behaviour?.kind !== 'works')) return;
    const fidelity = fidelityOfPair(go, members, facts);
    if (fidelity === undefined || fidelity.condensed) return;
    const { go: exits, csharp: there, inLibrary } = fidelity.errors;
    const data = {
      csharp: symbolOf(csharp),
      go: row.name,
      count: plural(exits.length, 'error exit'),
      lines: exits
        .slice(0, 5)
        .map(({ at }) => at)
        .join(', line '),
    };
    const isClose = fidelity.features.surplus < OWN_WAY;
    const lost = isClose && there > 0 ? lostErrors(go, members, facts) : [];
    if (lost[0] !== undefined) {
      yield { at: csharp, message: 'lost', data: { ...data, errors: quoted(lost), line: lost[0].at } };
      return;
    }
    // Where Go gives an error alone, a result of C# stands for it.
    if (
      go.results.length === 1 &&
      members.some((member) => /^(?!(System\.Threading\.Tasks\.)?(Value)?Task$|void$)./.test(member.results[0] ?? ''))
    )
      return;
    if (there === 0 && exits.length > (isClose ? 0 : 1))
      yield { at: csharp, message: 'none', data: { ...data, arise: exits.length === 1 ? 'arises' : 'arise' } };
    else if (isClose && exits.length > 2 && !inLibrary && there < exits.length * 0.4)
      yield { at: csharp, message: 'most', data: { ...data, there: plural(there, 'error exit') } };
  },
});
