/** A member as `parity index --format json` and the oracle programs print it. */
export interface Member {
  readonly file: string;
  readonly namespace: string;
  readonly owner: string;
  readonly kind: string;
  readonly name: string;
  readonly parameters: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly nameLine: number;
  readonly hasBody: boolean;
  readonly test: boolean;
  readonly counts?: Counts;
  /** The counts as the neutral tree has them, where an oracle tells both. */
  readonly lowered?: Counts;
}

export type Counts = Readonly<Record<string, number>>;

export const FIELDS = [
  'namespace',
  'owner',
  'kind',
  'name',
  'parameters',
  'startLine',
  'endLine',
  'nameLine',
  'hasBody',
  'test',
] as const satisfies readonly (keyof Member)[];

export type Difference =
  | { readonly kind: 'missing'; readonly oracle: Member }
  | { readonly kind: 'extra'; readonly parity: Member }
  | { readonly kind: 'field'; readonly field: (typeof FIELDS)[number]; readonly oracle: Member; readonly parity: Member };

export interface Pair {
  readonly oracle: Member;
  readonly parity: Member;
}

/** Pairs the members of one file: those that agree in every field first, then the nearest by place and name. */
export function compareFile(oracle: readonly Member[], parity: readonly Member[]): { pairs: Pair[]; differences: Difference[] } {
  const pairs: Pair[] = [];
  let [left, right] = [oracle, parity];
  for (const key of KEYS) {
    const waiting = grouped(right, key);
    const alone: Member[] = [];
    for (const member of left) {
      const match = waiting.get(key(member))?.shift();
      if (match === undefined) alone.push(member);
      else pairs.push({ oracle: member, parity: match });
    }
    [left, right] = [alone, [...waiting.values()].flat()];
  }
  const differing = pairs.flatMap(({ oracle, parity }) =>
    FIELDS.filter((field) => oracle[field] !== parity[field]).map((field): Difference => ({ kind: 'field', field, oracle, parity })),
  );
  return {
    pairs,
    differences: [
      ...left.map((member): Difference => ({ kind: 'missing', oracle: member })),
      ...right.map((member): Difference => ({ kind: 'extra', parity: member })),
      ...differing,
    ],
  };
}

const KEYS: readonly ((member: Member) => string)[] = [
  (member) => FIELDS.map((field) => member[field]).join('|'),
  ({ kind, name, nameLine }) => `${kind}|${name}|${nameLine}`,
  ({ name, startLine }) => `${name}|${startLine}`,
  ({ nameLine, kind }) => `${nameLine}|${kind}`,
  ({ owner, kind, name, parameters }) => `${owner}|${kind}|${name}|${parameters}`,
];

export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list === undefined) groups.set(key(item), [item]);
    else list.push(item);
  }
  return groups;
}
