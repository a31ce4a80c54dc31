import type { CodeIndex } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { membersNamed } from './calls.js';
import { nodesOf } from './walk.js';

/** Finds tests with one and the same body. */
export class TestClones {
  readonly #keys = new Map<Routine, string>();

  /** @param isMapped whether a row speaks of a test: what no row names claims nothing */
  constructor(
    private readonly code: CodeIndex,
    private readonly isMapped: (test: Routine) => boolean,
  ) {}

  /**
   * All mapped tests with the body of this one, itself among them.
   * Looked for in its class, and elsewhere among bodies of its shape: to read all bodies takes long.
   */
  of(test: Routine): readonly Routine[] {
    const near = this.code.groupOf(test)?.routines.filter((each) => each.endLine - each.nameLine === test.endLine - test.nameLine) ?? [];
    const far = test.shape === undefined ? [] : this.code.routinesShaped(test.shape, 'test');
    const others = [...new Set([...near, ...far])].filter((each) => each !== test && each.test && each.hasBody && this.isMapped(each));
    return [test, ...others.filter((each) => this.#key(each) === this.#key(test))];
  }

  /** The body, its data, and the members of the class that it names: the same words may mean another thing in another class. */
  #key(test: Routine): string {
    let key = this.#keys.get(test);
    if (key === undefined) {
      const body = this.code.bodyOf(test);
      const data = test.attributes.filter((attribute) => !/^(Fact|Theory|Test|TestMethod|Trait)$/.test(attribute.name));
      key = JSON.stringify(
        [body ?? test.nameLine, data.map((each) => [each.name, each.arguments]), body === undefined ? [] : this.#members(body, test)],
        withoutName(test),
      );
      this.#keys.set(test, key);
    }
    return key;
  }

  #members(body: Node, test: Routine): readonly string[] {
    const group = this.code.groupOf(test);
    if (group === undefined) return [];
    const names = new Set(nodesOf(body, 'name').map((name) => name.name));
    const types = [group, ...this.code.basesOf(group)];
    return [...names].flatMap((name) => {
      const field = types.flatMap((type) => type.fields).find((each) => each.name === name);
      if (field !== undefined) return [`${field.file}:${field.at}`];
      return membersNamed(group, name, this.code).map((each) => `${each.file}:${each.nameLine}`);
    });
  }
}

/** Leaves out places, and the test's own name in strings: templates write it there. */
function withoutName(test: Routine): (this: unknown, name: string, value: unknown) => unknown {
  const own = test.name.replace(/_Should\w*$/, '');
  return function (name, value) {
    if (name === 'at') return undefined;
    const isText = name === 'value' && typeof value === 'string' && (this as { readonly type?: unknown }).type === 'string';
    return isText ? value.replaceAll(own, '') : value;
  };
}
