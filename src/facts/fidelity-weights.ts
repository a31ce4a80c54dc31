// Fitted by `npm run bench:calibrate -- --write`: see docs/calibration.md.

/** How much each difference weighs, in log-odds for a difference of 1. */
export const WEIGHTS = {
  callsMissing: 0,
  mappedMissing: 1.3,
  writesMissing: 0.46,
  tail: 0.04,
  readsMissing: 0.37,
  literalsMissing: 0.05,
  stepsMissing: 0.76,
  gap: 0,
  fewerDecisions: 0.91,
  fewerLoops: 2.01,
  fewerErrors: 0.43,
  noErrors: 1.33,
  smaller: 0.01,
  cutLoops: 3.65,
  unused: 2.42,
  repeats: 3.57,
  closeCalls: 0,
  closeMapped: 1.01,
  closeTail: 0,
  closeWrites: 0.5,
  closeSteps: 0,
  closeDecisions: 0.06,
  closeLoops: 1.65,
  closeSize: 0,
  idle: 0.6,
  surplus: 0,
  small: -3.47,
} as const;

export const BIAS = -0.53;
/** The score from which on a body is called thin: at most 1 % of the honest pairs of the fit reach it. */
export const THRESHOLD = 0.901;
