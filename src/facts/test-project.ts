import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import type { Field, Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { resolveCall, simpleTypeName } from './calls.js';
import { pathOf, walk } from './walk.js';

/** What in the C# of a test is the port, and what is the test project's own. Names decide: types of receivers are not known by syntax. */
export class TestProject {
  readonly #actsForPort = new Map<string, boolean>();
  readonly #helpers = new Map<NodeOf<'call'>, readonly Routine[]>();
  readonly #portMembers = new Map<string, readonly Routine[]>();
  readonly #usingStatic = new Map<string, boolean>();
  readonly #byName = new Map<string, readonly Routine[]>();
  readonly #extensions = new Map<string, boolean>();

  constructor(readonly code: CodeIndex) {}

  /**
   * Whether objects of a type act for the port: a production class, or a test class that calls one.
   * An interface alone does not: what implements it may be a stand-in.
   */
  actsForPort(type: string, depth = 0): boolean {
    const name = simpleTypeName(type);
    const known = this.#actsForPort.get(name);
    if (known !== undefined) return known;
    this.#actsForPort.set(name, false);
    const groups = this.#groups(name);
    const own = groups.filter((group) => group.role === 'test' && group.parts.length > 0);
    const acts =
      own.length === 0
        ? groups.some((group) => group.role === 'production' && hasCode(group))
        : own.some((group) => this.#testTypeActs(group, depth));
    this.#actsForPort.set(name, acts);
    return acts;
  }

  #testTypeActs(group: TypeGroup, depth: number): boolean {
    return (
      this.code.basesOf(group).some((base) => base.role === 'production' && hasCode(base)) ||
      (depth < 3 &&
        group.fields.some((field) => WATCHERS.test(field.type) || (field.type !== '' && this.actsForPort(field.type, depth + 1)))) ||
      (depth < 3 &&
        group.routines.some(
          (routine) =>
            !routine.test &&
            // A fixture holds the port in a property.
            ((routine.kind === 'property' && routine.results.some((type) => this.actsForPort(type, depth + 1))) ||
              this.#mentionsPort(routine, depth + 1)),
        ))
    );
  }

  #mentionsPort(routine: Routine, depth: number): boolean {
    const body = this.code.bodyOf(routine);
    let found = false;
    if (body !== undefined) {
      walk(body, (node) => {
        if (found) return false;
        if (node.k === 'create' && node.type !== '') found = WATCHERS.test(node.type) || this.actsForPort(node.type, depth);
        else if (node.k === 'call' && node.callee.k === 'member') {
          const receiver = pathOf(node.callee.of);
          if (receiver !== undefined && /^[A-Z]/.test(receiver)) found = this.actsForPort(receiver, depth);
        }
        return undefined;
      });
    }
    return found;
  }

  /** Whether the port may call objects of a type of the tests: what its static members hold, it may have from there. */
  standsIn(type: string): boolean {
    return this.#groups(simpleTypeName(type)).some(
      (group) => group.role === 'test' && this.code.basesOf(group).some((base) => base.role === 'production'),
    );
  }

  /** Whether a type is the port's at all, interfaces included. */
  isOfPort(type: string): boolean {
    return this.#groups(simpleTypeName(type)).some((group) => group.role === 'production');
  }

  /** A field that is known when the test is written: it says nothing of what the port does. */
  isConstant(type: string, name: string): boolean {
    return this.#constant(type, name) !== undefined;
  }

  /** Whether a member of an object in a `static readonly` field is written down there; a computed or a default one is the port's. */
  isWrittenIn(type: string, field: string, member: string): boolean {
    const init = this.#constant(type, field)?.init;
    if (init?.k !== 'create') return true;
    const item = init.items.find((each) => each.k === 'assign' && each.targets[0]?.k === 'name' && each.targets[0].name === member);
    if (item?.k === 'assign') return isWritten(item.values[0]);
    return init.args.length > 0 && init.args.every(({ value }) => isWritten(value));
  }

  /** A ready-made object of the port, `Serializer.Default`: a call of it runs the port. */
  isObjectOfPort(type: string, name: string): boolean {
    if (!/^[A-Z]/.test(type) || !this.isOfPort(type)) return false;
    const init = this.#constant(type, name)?.init;
    return init?.k === 'create' || init?.k === 'call';
  }

  /** Whether objects of a type only hold what they were given: no type of the port with code of its own but plain properties. */
  isData(type: string): boolean {
    return !this.#groups(simpleTypeName(type)).some(
      (group) =>
        group.role === 'production' &&
        (group.routines.some((routine) => routine.kind !== 'property' && routine.hasBody) ||
          this.code.basesOf(group).some((base) => !this.isData(base.path)) ||
          group.parts.some((part) => part.bases.some((base) => /Collection|List|Dictionary|Set\b|Queue|Stack/.test(base)))),
    );
  }

  /** Numbers, text, enums: nobody who is given one can change it. */
  isPlainType(type: string): boolean {
    const name = type.replace(/\?$/, '');
    if (
      /^(string|String|bool|byte|sbyte|short|ushort|int|uint|long|ulong|float|double|decimal|char|TimeSpan|DateTime(Offset)?|Guid|Type)$/.test(
        name,
      )
    )
      return true;
    const groups = this.#groups(simpleTypeName(name));
    return groups.length > 0 && groups.every((group) => group.parts.every((part) => part.kind === 'enum'));
  }

  /** Whether a comparer of the tests gives the same for any two values. */
  comparesNothing(type: string): boolean {
    const methods = this.#groups(simpleTypeName(type)).flatMap((group) =>
      group.role === 'test' ? group.routines.filter((each) => each.name === 'Equals' && each.parameters.length === 2 && each.hasBody) : [],
    );
    return methods.length > 0 && !methods.some((method) => this.#usesParameters(method, new Set()));
  }

  #usesParameters(routine: Routine, seen: Set<Routine>): boolean {
    const body = this.code.bodyOf(routine);
    if (seen.has(routine) || body === undefined) return false;
    seen.add(routine);
    let uses = false;
    walk(body, (node) => {
      const own = node.k === 'call' && node.callee.k === 'name' ? resolveCall(node, routine, this.code) : [];
      if (own.length > 0 && !own.some((each) => this.#usesParameters(each, seen))) return false;
      if (node.k === 'name' && routine.parameters.some((parameter) => parameter.name === node.name)) uses = true;
      return !uses;
    });
    return uses;
  }

  /** Whether a type of the test project has a method of this name. */
  isMethodOfTests(name: string): boolean {
    return this.code
      .routinesNamed(name)
      .some((routine) => routine.name === name && routine.kind === 'method' && !routine.test && this.code.isTest(routine));
  }

  #constant(type: string, name: string): Field | undefined {
    for (const group of this.code.typesNamed(simpleTypeName(type))) {
      const field = group.fields.find((each) => each.name === name && (each.constant || (each.readonly && each.static)));
      if (field !== undefined) return field;
    }
    return undefined;
  }

  /** Whether an extension method of the port has this name. */
  isExtensionOfPort(name: string): boolean {
    let known = this.#extensions.get(name);
    if (known === undefined) {
      known = this.code
        .routinesNamed(name)
        .some((routine) => routine.name === name && routine.parameters[0]?.by === 'this' && !this.code.isTest(routine));
      this.#extensions.set(name, known);
    }
    return known;
  }

  /** `using static`: a bare name that no test declares and a static member of the port has. */
  isUsingStatic(name: string): boolean {
    let known = this.#usingStatic.get(name);
    if (known === undefined) {
      const named = this.code.routinesNamed(name).filter((routine) => routine.name === name);
      known = named.length > 0 && named.every((routine) => !this.code.isTest(routine) && routine.modifiers.includes('static'));
      this.#usingStatic.set(name, known);
    }
    return known;
  }

  /** Members of the port with this name and a body, whatever their type. */
  portMembers(name: string): readonly Routine[] {
    let members = this.#portMembers.get(name);
    if (members === undefined) {
      members = this.code.routinesNamed(name).filter((routine) => routine.name === name && routine.hasBody && !this.code.isTest(routine));
      this.#portMembers.set(name, members);
    }
    return members;
  }

  /** The routines of the test project that a call may run. On an object whose type is not known the name alone must do. */
  helpersOf(call: NodeOf<'call'>, from: Routine): readonly Routine[] {
    const known = this.#helpers.get(call);
    if (known !== undefined) return known;
    const resolved = resolveCall(call, from, this.code).filter((helper) => this.code.isTest(helper));
    const name = call.callee.k === 'member' ? call.callee.name : undefined;
    const helpers = resolved.length > 0 || name === undefined ? resolved : this.#namedHelpers(name);
    this.#helpers.set(call, helpers);
    return helpers;
  }

  /** Assertions by the words of a library that the tests declare themselves: what those do counts. */
  assertionsOfTests(call: NodeOf<'call'>, from: Routine): readonly Routine[] {
    const { callee } = call;
    if (callee.k !== 'member') return [];
    if (callee.of.k === 'name' && /^[A-Z]/.test(callee.of.name))
      return this.#groups(callee.of.name).some((group) => group.role === 'test' && group.parts.length > 0)
        ? this.helpersOf(call, from)
        : [];
    if (!/^Should[A-Z]/.test(callee.name)) return [];
    return this.#namedHelpers(callee.name).filter((helper) => helper.parameters[0]?.by === 'this');
  }

  /** Members of the test project with this name, if no member of the port may be meant; extension methods of the tests in any case. */
  #namedHelpers(name: string): readonly Routine[] {
    let helpers = this.#byName.get(name);
    if (helpers === undefined) {
      const named = this.code.routinesNamed(name).filter((routine) => routine.name === name && routine.kind === 'method' && !routine.test);
      const own = named.filter((routine) => this.code.isTest(routine));
      helpers = own.length < named.length ? own.filter((routine) => routine.parameters[0]?.by === 'this') : own;
      if (helpers.length > 4) helpers = [];
      this.#byName.set(name, helpers);
    }
    return helpers;
  }

  #groups(name: string): readonly TypeGroup[] {
    return this.code.typesNamed(name).filter((group) => lastSegment(group.path) === name);
  }
}

/** Base-library types that see what production code does, though nobody hands them to it. */
const WATCHERS = /^(MeterListener|ActivityListener|EventListener|TraceListener|DiagnosticListener|LogCollector|FakeLogger)\b/;

/** A literal, or something made of literals alone. */
function isWritten(node: Node | undefined): boolean {
  if (node === undefined) return true;
  if (node.k === 'literal') return true;
  if (node.k === 'unary' || node.k === 'cast') return isWritten(node.value);
  if (node.k === 'binary') return isWritten(node.left) && isWritten(node.right);
  // An enum member, another constant.
  return node.k === 'member' && /^[A-Z]/.test(pathOf(node) ?? '');
}

function hasCode(group: TypeGroup): boolean {
  return group.parts.some((part) => part.kind !== 'interface');
}
