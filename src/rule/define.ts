import type { Facts } from '../facts/facts.js';
import type { TestFacts } from '../facts/test-facts.js';
import type { Unit } from '../index/code-index.js';
import type { Level } from '../model/finding.js';
import type { BatchInput, Records } from '../model/records.js';
import type { Row, Status } from '../model/row.js';
import type { Routine } from '../model/source.js';
import type { WaiverUse } from '../model/waiver.js';
import type { FoundSide, Subject } from '../pair/subject.js';

/** A row whose Go function and C# members were both found. */
export interface Pair {
  readonly row: Row;
  readonly go: Routine;
  /** The member that findings point at: the first of `members`. */
  readonly csharp: Routine;
  /** All members that the row names, readable and with a body or implemented without one. */
  readonly members: readonly Routine[];
  readonly found: FoundSide;
  readonly facts: Facts;
}

export interface TestPair extends Pair {
  readonly tests: TestFacts;
}

/** What a rule is asked about. `row`: any row; `pair`: a paired feature; `test`: a paired test; `either`: both of these; `file`: a file of the scope; `batch`: a batch of which a row is judged; `waiver`: a waiver or an entry of the baseline. */
export interface Inputs {
  readonly row: Subject & { readonly facts: Facts; readonly records: Records };
  readonly pair: Pair;
  readonly test: TestPair;
  readonly either: Pair;
  /** `isWhole`: every row of the database is in the scope, so that what no row names can be told. */
  readonly file: { readonly unit: Unit; readonly facts: Facts; readonly isWhole: boolean };
  readonly batch: BatchInput;
  readonly waiver: WaiverUse;
}

/** `'a {{x}} b {{y}}'` -> `'x' | 'y'` */
type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** A place for a finding: a routine (its name), or any line. `row` is for what has no place of its own: the runner finds the nearest. */
export type Place =
  | Routine
  | { readonly file: string; readonly line: number; readonly column?: number; readonly endColumn?: number }
  | 'row';

export type Problem<Messages extends Record<string, string>> = {
  [Id in keyof Messages & string]: {
    readonly at: Place;
    readonly message: Id;
    readonly data: { readonly [Name in Placeholders<Messages[Id]>]: string | number };
    /** The line inside the member that shows the fault. */
    readonly focus?: number;
    /** Other places to look at, with what is there. */
    readonly related?: readonly { readonly at: Routine; readonly text: string }[];
  };
}[keyof Messages & string];

export type Category = 'mapping' | 'body' | 'test' | 'protocol' | 'house';

export interface RuleDefinition<On extends keyof Inputs, Messages extends Record<string, string>> {
  readonly id: string;
  readonly level: Level;
  readonly category: Category;
  /** What is wrong when this rule speaks, in one sentence. */
  readonly summary: string;
  readonly precision: 'very-high' | 'high' | 'medium';
  readonly on: On;
  /** Statuses in which a row is judged although its status claims nothing: what the rule says is about the status itself. */
  readonly statuses?: readonly Status[];
  /** What, why and what to do; the first sentence stands alone. `{{name}}` is filled from `data`. */
  readonly messages: Messages;
  check(input: Inputs[On]): Iterable<Problem<Messages>>;
}

/** A rule as the runner sees it, whatever its messages. */
export type Rule = {
  [On in keyof Inputs]: Omit<RuleDefinition<On, Record<string, string>>, 'check'> & { check(input: Inputs[On]): Iterable<AnyProblem> };
}[keyof Inputs];

export interface AnyProblem {
  readonly at: Place;
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly focus?: number;
  readonly related?: readonly { readonly at: Routine; readonly text: string }[];
}

/** Gives a rule its type: unknown message ids and missing data don't compile. */
export function defineRule<const On extends keyof Inputs, const Messages extends Record<string, string>>(
  rule: RuleDefinition<On, Messages>,
): Rule {
  return rule as unknown as Rule;
}

/** The message with its data; a name without data is a fault of the rule, and thrown as one. */
export function fillMessage(rule: Rule, problem: AnyProblem): string {
  const template = rule.messages[problem.message];
  if (template === undefined) throw new Error(`rule ${rule.id} has no message \`${problem.message}\``);
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = problem.data[name];
    if (value === undefined) throw new Error(`rule ${rule.id}: message \`${problem.message}\` lacks \`${name}\``);
    return String(value);
  });
}
