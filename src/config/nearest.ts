import { distance } from 'fastest-levenshtein';

/** The candidate with the smallest edit distance, case ignored; among equals the first. Undefined only without candidates. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  return candidates
    .map((candidate) => ({ candidate, steps: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .reduce((best, next) => (next.steps < best.steps ? next : best), { candidate: candidates[0], steps: Number.POSITIVE_INFINITY })
    .candidate;
}

/** `; did you mean `x`?` with the nearest candidate, or '' without candidates. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : `; did you mean \`${found}\`?`;
}
