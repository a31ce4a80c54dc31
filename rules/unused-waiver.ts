import { givesReason } from '../src/model/reason.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unused-waiver',
  level: 'error',
  category: 'house',
  summary: 'A waiver, or an entry of the baseline, accepts nothing.',
  precision: 'very-high',
  on: 'waiver',
  messages: {
    unused: 'The waiver of `{{rule}}` on `{{on}}` accepts nothing: the rule has no finding there. Remove it, or it will hide the next one.',
    stale:
      'The baseline accepts a finding of `{{rule}}` about {{on}} that is not there any more. Remove it with `parity baseline prune`, or it will hide the next one.',
    nowhere: 'The waiver of `{{rule}}` stands on no member, so it accepts nothing. Put it into the member, or on the line before.',
    unknown: 'The waiver names `{{rule}}`, which is no rule, so it accepts nothing. Did you mean `{{nearest}}`? `parity rules` lists them.',
    refused:
      'The waiver names `{{rule}}`, which no waiver silences: it speaks of the database or of parity itself. Remove it, and mend what the rule says.',
    empty: 'The waiver names no rule, so it accepts nothing. Write `// parity: allow <rule> -- <reason>`.',
    directive: '`parity: {{word}}` is no directive, so it accepts nothing. Write `// parity: allow <rule> -- <reason>`.',
  },
  *check({ waiver, fates }) {
    const { at, on, kind, reason, instead } = waiver;
    if (instead !== undefined) {
      yield { at, message: 'directive', data: { word: instead } };
      return;
    }
    if (waiver.rules.length === 0) yield { at, message: 'empty', data: {} };
    for (const { rule, fate, nearest } of fates) {
      if (fate === 'unknown') yield { at, message: 'unknown', data: { rule, nearest: nearest ?? '' } };
      else if (fate === 'refused') yield { at, message: 'refused', data: { rule } };
      else if (on === '') yield { at, message: 'nowhere', data: { rule } };
      // Without a reason it is not in force: that is said by waiver-without-reason.
      else if (fate === 'unused' && givesReason(reason))
        yield { at, message: kind === 'external' ? 'stale' : 'unused', data: { rule, on } };
    }
  },
});
