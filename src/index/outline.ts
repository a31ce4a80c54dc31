import type { SourceIndex } from '../model/source.js';
import { lastSegment, simpleTypeName } from './type-names.js';

/**
 * What is known of a file without opening its index: enough to tell whether it matters to a question. Names are in small letters.
 * Outlines of all files are read in every run; so they are small.
 */
export interface Outline {
  /** Simple names of the types that the file declares or whose members it holds; '' for what stands in no type. */
  readonly types: readonly string[];
  /** Simple names of what its types derive from. */
  readonly bases: readonly string[];
  /** Names of its routines. */
  readonly routines: readonly string[];
  /** Shapes of the bodies of its routines. */
  readonly shapes: readonly string[];
  readonly routineCount: number;
  readonly problems: number;
  readonly inactive: number;
}

export function outlineOf({ types, routines, fields, problems, inactive }: SourceIndex): Outline {
  const owners = [...types.map((type) => type.path), ...routines.map((routine) => routine.owner), ...fields.map((field) => field.owner)];
  return {
    types: unique(owners.map(lastSegment)),
    bases: unique(types.flatMap((type) => type.bases).map(simpleTypeName)),
    routines: unique(routines.map((routine) => routine.name)),
    shapes: [...new Set(routines.flatMap((routine) => routine.shape ?? []))],
    routineCount: routines.length,
    problems: problems.length,
    inactive: inactive.length,
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
