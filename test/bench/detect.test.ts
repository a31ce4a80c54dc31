import { beforeAll, describe, expect, it } from 'vitest';
import { BODY_FAKES } from './body-fakes.js';
import { measure, samples, type Verdict } from './detect.js';
import { EXAMPLE, honestRows } from './example.js';
import { type BenchPort, openPort } from './port.js';
import { hasError, isCaught } from './tables.js';
import { TEST_FAKES } from './test-fakes.js';

const isHonest = honestRows();
let port: BenchPort;
let verdicts: readonly Verdict[];

beforeAll(async () => {
  port = await openPort(EXAMPLE, 'example');
  verdicts = measure(port, { seed: 7, perKind: 1, isHonest });
});

const share = (all: readonly Verdict[], isOne: (verdict: Verdict) => boolean) => all.filter(isOne).length / all.length;

describe('fakes made of the example by mutation', () => {
  it('are of at least 25 kinds of bodies and 20 of tests, each of which can be made', () => {
    expect(Object.keys(BODY_FAKES).length).toBeGreaterThanOrEqual(25);
    expect(Object.keys(TEST_FAKES).length).toBeGreaterThanOrEqual(20);
    const made = new Set(verdicts.map(({ kind }) => kind));
    // No method of the example gives a task that is not awaited.
    expect([...Object.keys(BODY_FAKES), ...Object.keys(TEST_FAKES)].filter((kind) => !made.has(kind))).toEqual(['faulted-task']);
  });

  it.each([
    ['body', 0.7],
    ['test', 0.97],
  ] as const)('are found: %s', (role, floor) => {
    const fakes = verdicts.filter((verdict) => verdict.kind !== 'honest' && verdict.role === role);
    expect(share(fakes, isCaught)).toBeGreaterThan(floor);
  });

  it('do not cost honest rows: at most 1 % with an error, 3 % with a warning', () => {
    const honest = verdicts.filter((verdict) => verdict.kind === 'honest');
    expect(honest.length).toBeGreaterThan(150);
    expect(share(honest, hasError)).toBeLessThanOrEqual(0.01);
    expect(share(honest, isCaught)).toBeLessThanOrEqual(0.03);
  });

  it('are the same for the same seed', () => {
    const kinds = new Set(['last-half', 'hard-coded', 'cloned']);
    const texts = () => [...samples(port, { seed: 3, perKind: 1, isHonest, kinds })].map(({ row, text }) => [row.item, text]);
    expect(texts()).toEqual(texts());
  });
});
