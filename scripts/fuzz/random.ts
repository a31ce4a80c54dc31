/** Numbers that only depend on the seed, so that a failure can be had again. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  number(below: number): number;
  pick<T>(items: readonly T[]): T;
  bytes(length: number): Buffer;
}

/** Mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number) => Math.floor(next() * below);
  return {
    number,
    pick: (items) => items[number(items.length)] as (typeof items)[number],
    bytes: (length) => Buffer.from(Array.from({ length }, () => number(256))),
  };
}
