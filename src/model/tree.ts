/**
 * The language-neutral body tree. Both front ends lower every function body to it; everything after
 * the lowering is written once, against these kinds, and never sees a syntax tree.
 *
 * The tree is plain JSON: it is cached by content and compared across languages. `at` is the 1-based
 * line in the original file. A construct that a front end does not know becomes `unknown` with its
 * lowered parts, so that nothing inside it is lost.
 */

interface At {
  /** 1-based line in the original source file. */
  readonly at: number;
}

export interface Block extends At {
  readonly k: 'block';
  readonly body: readonly Node[];
}

/** `x := 1`, `var x T`, `const x = 1`; `var x = 1;`. Tuple declarations have several names and one value. */
export interface Declare extends At {
  readonly k: 'declare';
  readonly names: readonly string[];
  /** Source text of the declared type; absent when inferred. */
  readonly type?: string;
  readonly values: readonly Node[];
  readonly constant?: true;
}

/** `op` is `=`, a compound operator such as `+=`, or `++`/`--` (then `values` is empty). */
export interface Assign extends At {
  readonly k: 'assign';
  readonly op: string;
  readonly targets: readonly Node[];
  readonly values: readonly Node[];
}

/** `yield return` is a return with `yields`; an expression body is one with `implied`. */
export interface Return extends At {
  readonly k: 'return';
  readonly values: readonly Node[];
  readonly yields?: true;
  readonly implied?: true;
}

/**
 * An error leaves the routine. `throw`: C# statement or expression. `panic`: Go's builtin. `error`: a Go
 * return whose last result is of type `error` and is not `nil` (`values` keeps the other results).
 * A bare rethrow has no `value`.
 */
export interface Raise extends At {
  readonly k: 'raise';
  readonly how: 'throw' | 'panic' | 'error';
  readonly value?: Node;
  readonly values?: readonly Node[];
}

/** One arm. `tests` is empty for `else`, `default` and the discard arm; `guard` is C#'s `when`. */
export interface Arm extends At {
  readonly tests: readonly Node[];
  readonly guard?: Node;
  readonly body: Node;
}

/** `if` chains are nested (`else if` is a branch inside the last arm). `conditional` is `?:`; `match` a switch expression; `accessor` a property or event, of whose bodies a use runs one. */
export interface Branch extends At {
  readonly k: 'branch';
  readonly how: 'if' | 'switch' | 'type-switch' | 'select' | 'conditional' | 'match' | 'accessor';
  /** A statement run before the test (Go's `if x := f(); x > 0`). */
  readonly init?: Node;
  /** What a switch looks at. */
  readonly subject?: Node;
  readonly arms: readonly Arm[];
}

export interface Loop extends At {
  readonly k: 'loop';
  readonly how: 'for' | 'while' | 'do' | 'each';
  readonly init?: Node;
  readonly test?: Node;
  readonly post?: Node;
  /** `each`: what is iterated over, and the names bound in a round. */
  readonly over?: Node;
  readonly names?: readonly string[];
  /** `foreach (ref var x in span)`: the name is the element itself. */
  readonly ref?: true;
  readonly body: Node;
}

export interface Catch extends At {
  /** Source text of the caught type; absent for a catch-all. */
  readonly type?: string;
  readonly name?: string;
  readonly guard?: Node;
  readonly body: Node;
}

export interface Try extends At {
  readonly k: 'try';
  readonly body: Node;
  readonly catches: readonly Catch[];
  readonly last?: Node;
}

export interface Lock extends At {
  readonly k: 'lock';
  readonly on: Node;
  readonly body: Node;
}

/** Runs when the routine or scope ends: Go's `defer`; the disposal of a C# `using`. */
export interface Defer extends At {
  readonly k: 'defer';
  readonly body: Node;
}

/** Go's `go f()`. */
export interface Spawn extends At {
  readonly k: 'spawn';
  readonly body: Node;
}

export interface Await extends At {
  readonly k: 'await';
  readonly value: Node;
}

export interface Jump extends At {
  readonly k: 'jump';
  readonly how: 'break' | 'continue' | 'goto' | 'fallthrough' | 'yield-break';
  readonly label?: string;
}

export interface Literal extends At {
  readonly k: 'literal';
  readonly type: 'number' | 'string' | 'char' | 'bool' | 'null' | 'default';
  /** As written, without quotes for strings and chars; `true`/`false`; `null` (Go's `nil` too); `default`'s type or ''. */
  readonly value: string;
}

export interface Name extends At {
  readonly k: 'name';
  /** `this`, `base` and `_` are names too; C#'s `@` is dropped. */
  readonly name: string;
}

export interface Member extends At {
  readonly k: 'member';
  readonly of: Node;
  readonly name: string;
  /** `?.` */
  readonly optional?: true;
}

export interface Argument {
  readonly value: Node;
  /** C#'s named argument. */
  readonly name?: string;
  readonly by?: 'ref' | 'out' | 'in';
}

export interface Call extends At {
  readonly k: 'call';
  readonly callee: Node;
  readonly args: readonly Argument[];
  /** Source text of the type arguments: `Throws<X>()` -> ['X']. */
  readonly types?: readonly string[];
}

/** `new T(…) { … }`, a Go composite literal, `make`/`new`; a collection expression or bare list has type ''. */
export interface Create extends At {
  readonly k: 'create';
  readonly type: string;
  readonly args: readonly Argument[];
  /** Initialiser items; a keyed one is an `assign`. */
  readonly items: readonly Node[];
}

export interface Unary extends At {
  readonly k: 'unary';
  /** As written; `<-` receives, `*` dereferences, `!` after an operand (C#'s null-forgiving) is dropped. */
  readonly op: string;
  readonly value: Node;
}

export interface Binary extends At {
  readonly k: 'binary';
  readonly op: string;
  readonly left: Node;
  readonly right: Node;
}

/** `a[i]`, and Go's `a[i:j]` (missing bounds are left out). */
export interface Index extends At {
  readonly k: 'index';
  readonly of: Node;
  readonly args: readonly Node[];
}

export interface Lambda extends At {
  readonly k: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Node;
  readonly async?: true;
}

/** A local function: declared here, run only where it is called. */
export interface Local extends At {
  readonly k: 'local';
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body?: Node;
}

/** A conversion whose target is known by syntax: `(T)x`, `x as T`, `x.(T)`. */
export interface Cast extends At {
  readonly k: 'cast';
  readonly type: string;
  readonly value: Node;
}

/** `x is T`, `x is > 3 and < 5`: `test` is the lowered pattern, `type` its type if it is one. */
export interface Is extends At {
  readonly k: 'is';
  readonly value: Node;
  readonly type?: string;
  readonly test?: Node;
  /** Names that the pattern binds. */
  readonly names?: readonly string[];
}

/** An interpolated string: the literal pieces and the holes, in order. */
export interface Format extends At {
  readonly k: 'format';
  readonly parts: readonly Node[];
}

/** A tuple, or several values side by side. */
export interface List extends At {
  readonly k: 'list';
  readonly items: readonly Node[];
}

/** `typeof(T)`, `nameof(x)`, `sizeof(T)`: a value known without running anything. */
export interface Meta extends At {
  readonly k: 'meta';
  readonly how: 'typeof' | 'nameof' | 'sizeof';
  readonly of: string;
}

export interface Unknown extends At {
  readonly k: 'unknown';
  /** The grammar's name of the construct. */
  readonly what: string;
  readonly parts: readonly Node[];
}

export type Node =
  | Block
  | Declare
  | Assign
  | Return
  | Raise
  | Branch
  | Loop
  | Try
  | Lock
  | Defer
  | Spawn
  | Await
  | Jump
  | Literal
  | Name
  | Member
  | Call
  | Create
  | Unary
  | Binary
  | Index
  | Lambda
  | Local
  | Cast
  | Is
  | Format
  | List
  | Meta
  | Unknown;

export type NodeOf<K extends Node['k']> = Extract<Node, { readonly k: K }>;
