// Fitted by `npm run bench:calibrate -- --write`: see docs/calibration.md.

/** How much each difference weighs, in log-odds for a difference of 1. */
export const WEIGHTS = {
  callsMissing: 0.23,
  readsMissing: 0.06,
  literalsMissing: 0.36,
  tail: 0.52,
  fewerDecisions: 1.09,
  fewerLoops: 3,
  noErrors: 1.46,
  smaller: 0.08,
  cutLoops: 4.99,
  unused: 3.04,
  repeats: 3.05,
  idle: 1.39,
  manyMapped: 0.98,
  manyWrites: 0.78,
  closeLoops: 1.89,
  closeSize: 0.14,
  lostWrites: 0,
  lostWriteShare: 0.78,
  lostReads: 1.35,
  lostReadShare: 0.87,
  lostCalls: 0,
  lostCallShare: 0.42,
  lost: 0.39,
  surplus: 0,
  small: -3.24,
} as const;

export const BIAS = -3.61;
/** The score from which on a body is called thin: at most 1 % of the honest pairs of the fit reach it. */
export const THRESHOLD = 0.25;
