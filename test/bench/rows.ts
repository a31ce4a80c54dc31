import type { Row } from '../../src/model/row.js';
import { type Routine, symbolOf } from '../../src/model/source.js';

/** A row that claims a Go routine for a C# member. */
export function rowOf(kind: Row['kind'], id: number, go: Routine, dotnetClass: string, dotnetMethod: string): Row {
  return {
    kind,
    id,
    item: `${kind}/${id}`,
    module: undefined,
    name: symbolOf(go),
    goFile: go.file,
    goClass: go.owner,
    goMethod: go.name,
    goLine: go.startLine,
    goLineCount: go.endLine - go.startLine + 1,
    status: 'verified',
    dotnetProject: '',
    dotnetClass,
    dotnetMethod,
    notes: '',
    dependsOn: [],
  };
}
