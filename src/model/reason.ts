/** Words that say that there is a reason without giving one. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `a above accepted all allow allowed an any are as at be because been below but by can cannot completed could currently defer deferred did do does done
  existing expected false fine fix fixed fixme for future go ha hack has have here i ignore ignored implement implementation implemented in intended is it item its
  just known later legacy maybe me missing moment n na needed needs never new no none not note notes now of ok okay old on one only open or pending per
  placeholder please port ported porting possible progress reason reasons row see should skip skipped so some soon still stub stubbed suppress suppressed tbd
  temporarily temporary that the them there they this time to todo unknown unimplemented until us verified waived waiver was we while will wip wontfix work
  works x yes yet you`.split(/\s+/),
);

/** Whether a text gives a reason: at least one word of it stands for something. */
export function givesReason(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’_]\p{L}+)*/gu) ?? [];
  return words.some((word) => !EMPTY_WORDS.has(word));
}
