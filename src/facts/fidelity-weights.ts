// Fitted by `npm run bench:calibrate -- --write`: see docs/calibration.md.

/** How much each difference weighs, in log-odds for a difference of 1. */
export const WEIGHTS = {
  callsMissing: 0.07,
  readsMissing: 0.07,
  literalsMissing: 0.44,
  tail: 0.48,
  fewerDecisions: 1.16,
  fewerLoops: 2.9,
  noErrors: 1.31,
  smaller: 0.56,
  cutLoops: 5.02,
  unused: 2.96,
  repeats: 2.59,
  idle: 1.42,
  manyMapped: 0.92,
  manyWrites: 0.72,
  closeLoops: 1.83,
  closeSize: 0.14,
  lostWrites: 0,
  lostWriteShare: 1.06,
  lostReads: 0.97,
  lostReadShare: 0.8,
  lostCalls: 0.01,
  lostCallShare: 0,
  lost: 0.45,
  surplus: 0,
  small: -2.91,
} as const;

export const BIAS = -3.79;
/** The score from which on a body is called thin: at most 1 % of the honest pairs of the fit reach it. */
export const THRESHOLD = 0.262;
