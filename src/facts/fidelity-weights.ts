// Fitted by `npm run bench:calibrate -- --write`: see docs/calibration.md.

/** How much each difference weighs, in log-odds for a difference of 1. */
export const WEIGHTS = {
  callsMissing: 1,
  mappedMissing: 1,
  writesMissing: 1,
  tail: 1,
  readsMissing: 1,
  literalsMissing: 1,
  stepsMissing: 1,
  gap: 1,
  fewerDecisions: 1,
  fewerLoops: 1,
  fewerErrors: 1,
  noErrors: 1,
  smaller: 1,
  cutLoops: 1,
  unused: 1,
  repeats: 1,
  closeCalls: 1,
  closeMapped: 1,
  closeTail: 1,
  closeWrites: 1,
  closeSteps: 1,
  closeDecisions: 1,
  closeLoops: 1,
  closeSize: 1,
  idle: 1,
  surplus: -1,
  small: -1,
} as const;

export const BIAS = -5;
/** The score from which on a body is called thin: at most 1 % of the honest pairs of the fit reach it. */
export const THRESHOLD = 0.9;
