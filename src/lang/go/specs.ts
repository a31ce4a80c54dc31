import { fieldOf, partsOf, type Syntax } from '../syntax.js';
import { namesOf } from './signature.js';

/** One line of a `var` or `const` declaration. */
export interface Spec {
  readonly names: readonly Syntax[];
  readonly type: Syntax | undefined;
  /** The `expression_list` on the right. */
  readonly values: Syntax | undefined;
}

/** The specs of a `var_declaration`, single or in parentheses. */
export function variableSpecs(declaration: Syntax): Spec[] {
  return partsOf(declaration)
    .flatMap((part) => (part.type === 'var_spec_list' ? partsOf(part) : [part]))
    .filter((part) => part.type === 'var_spec')
    .map(specOf);
}

/** The specs of a `const_declaration`; one without values has those of the spec before it, as Go reads it. */
export function constantSpecs(declaration: Syntax): Spec[] {
  const specs: Spec[] = [];
  for (const part of partsOf(declaration)) {
    if (part.type !== 'const_spec') continue;
    const spec = specOf(part);
    const before = specs.at(-1);
    specs.push(spec.values !== undefined || before === undefined ? spec : { ...before, names: spec.names });
  }
  return specs;
}

function specOf(spec: Syntax): Spec {
  return { names: namesOf(spec), type: fieldOf(spec, 'type'), values: fieldOf(spec, 'value') };
}
