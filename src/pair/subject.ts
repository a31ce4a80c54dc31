import type { TypeGroup } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';

/** A row with what was found for it on both sides, and why. */
export interface Subject {
  readonly row: Row;
  readonly go: GoSide;
  readonly csharp: CSharpSide;
}

export type GoSide =
  | { readonly kind: 'found'; readonly routine: Routine; readonly evidence: readonly string[]; readonly movedFrom?: number }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** `near` are functions of the same name elsewhere. */
  | { readonly kind: 'missing'; readonly reason: string; readonly near: readonly Routine[] };

export type CSharpSide =
  /** The row names no class or no member. */
  | { readonly kind: 'unmapped' }
  | FoundSide
  | { readonly kind: 'unreadable'; readonly reason: string; readonly file: string; readonly line: number }
  | MissingSide;

export interface FoundSide {
  readonly kind: 'found';
  /** One per member that the row names; the first is the one that findings point at. */
  readonly members: readonly Routine[];
  /** Why these were chosen, one phrase each. */
  readonly evidence: readonly string[];
  /** Other members that the row's words fit equally well. Empty when the choice is clear. */
  readonly rivals: readonly Routine[];
  /** Members of the row that are only declared: interface, abstract, partial without a body. */
  readonly declaredOnly: readonly Routine[];
}

export interface MissingSide {
  readonly kind: 'missing';
  readonly what: 'type' | 'member';
  /** The member's name as the row has it (without its type). */
  readonly name: string;
  /** The type, where it is there and the member isn't. */
  readonly type?: TypeGroup;
  /** Members elsewhere that may be meant, best first. */
  readonly near: readonly Routine[];
  /** Types whose name is nearly the row's, where its type is not there. */
  readonly nearTypes: readonly TypeGroup[];
  /** A field of that name, which holds something and does nothing. */
  readonly field?: { readonly file: string; readonly line: number };
  /** The name stands in code that `#if` leaves out. */
  readonly inactive?: { readonly file: string; readonly line: number; readonly condition: string };
}
