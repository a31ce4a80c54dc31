// Fitted by `npm run bench:calibrate -- --write`: see docs/calibration.md.

/** How much each difference weighs, in log-odds for a difference of 1. */
export const WEIGHTS = {
  callsMissing: 0.14,
  readsMissing: 0.23,
  literalsMissing: 0.35,
  tail: 0.45,
  fewerDecisions: 0.99,
  fewerLoops: 2.9,
  noErrors: 1.52,
  smaller: 0.24,
  cutLoops: 4.98,
  unused: 3.12,
  repeats: 2.91,
  idle: 1.35,
  manyMapped: 1.04,
  manyWrites: 0.64,
  closeLoops: 1.83,
  closeSize: 0.2,
  lostWrites: 0,
  lostWriteShare: 0.96,
  lostReads: 1.31,
  lostReadShare: 0.79,
  lostCalls: 0.02,
  lostCallShare: 0.39,
  lost: 0.38,
  surplus: 0,
  small: -3.34,
} as const;

export const BIAS = -3.59;
/** The score from which on a body is called thin: at most 1 % of the honest pairs of the fit reach it. */
export const THRESHOLD = 0.251;
