import type { Argument, Arm, Catch, Node, NodeOf } from '../../model/tree.js';
import { childOf, fieldOf, fieldsOf, foldSpace, hasToken, MAX_DEPTH, type Syntax, Unreadable } from '../syntax.js';
import { typesIn } from './types.js';

type Text = (node: Syntax) => string;

/** Lowers C# bodies to the neutral tree. Made once per file; it only needs the text behind the nodes. */
export class Lowering {
  /** Result type of the routine that is being lowered: what `return new(…)` makes. '' where nothing tells it, as in a lambda. */
  #result = '';
  /** `not null` of `a is not null && b`: what is the pattern of the expression that the grammar takes for it. */
  readonly #patterns = new WeakMap<Syntax, Syntax>();

  constructor(private readonly text: Text) {}

  /**
   * The body of a member declaration, or undefined if it has none.
   * A constructor's initialiser is a call of `base` or `this` at its start.
   */
  member(declaration: Syntax): Node | undefined {
    return this.returning(resultOf(declaration, this.text), () => this.memberBody(declaration));
  }

  private returning<T>(type: string, lower: () => T): T {
    const outer = this.#result;
    this.#result = type;
    const lowered = lower();
    this.#result = outer;
    return lowered;
  }

  private memberBody(declaration: Syntax): Node | undefined {
    const accessors = fieldOf(declaration, 'accessors');
    if (accessors !== undefined) return this.accessors(accessors);
    const body = fieldOf(declaration, 'body') ?? fieldsOf(declaration, 'value').find((child) => child.type === 'arrow_expression_clause');
    if (body === undefined) return undefined;
    const lowered = this.body(body);
    const initializer = childOf(declaration, 'constructor_initializer');
    if (initializer === undefined) return lowered;
    const callee: Node = { k: 'name', name: hasToken(initializer, 'base') ? 'base' : 'this', at: initializer.line };
    const call: Node = { k: 'call', callee, args: this.args(childOf(initializer, 'argument_list')), at: initializer.line };
    return { k: 'block', body: [call, ...(lowered.k === 'block' ? lowered.body : [lowered])], at: lowered.at };
  }

  private accessors(list: Syntax): Node | undefined {
    const arms: Arm[] = [];
    for (const accessor of list.children) {
      const body = fieldOf(accessor, 'body');
      if (accessor.type !== 'accessor_declaration' || body === undefined) continue;
      const name = fieldOf(accessor, 'name');
      arms.push({ tests: name ? [{ k: 'name', name: name.type, at: name.line }] : [], body: this.body(body), at: accessor.line });
    }
    if (arms.length === 0) return undefined;
    if (arms.length === 1) return (arms[0] as Arm).body;
    return { k: 'block', body: [{ k: 'branch', how: 'accessor', arms, at: list.line }], at: list.line };
  }

  /** A block, or an arrow clause as the block of one implied return. */
  private body(node: Syntax): Node {
    if (node.type === 'block') return this.block(node);
    const value = partsOf(node)[0];
    return { k: 'block', body: value === undefined ? [] : [this.implied(value)], at: node.line };
  }

  private implied(value: Syntax): Node {
    const lowered = this.typed(value, this.#result);
    return lowered.k === 'raise' ? lowered : { k: 'return', values: [lowered], implied: true, at: lowered.at };
  }

  private block(node: Syntax): Node {
    return { k: 'block', body: partsOf(node).flatMap((part) => this.statements(part)), at: node.line };
  }

  /** A statement where the grammar wants exactly one. */
  private statement(node: Syntax): Node {
    if (node.type === 'block') return this.block(node);
    const lowered = this.statements(node);
    return lowered.length === 1 ? (lowered[0] as Node) : { k: 'block', body: lowered, at: node.line };
  }

  private statements(node: Syntax): Node[] {
    const at = node.line;
    switch (node.type) {
      case 'block':
        return [this.block(node)];
      case 'expression_statement':
      case 'global_statement':
        return partsOf(node).map((part) => (node.type === 'global_statement' ? this.statement(part) : this.expression(part)));
      case 'empty_statement':
        return [];
      case 'local_declaration_statement':
        return this.localDeclaration(node);
      case 'local_function_statement':
        return [this.localFunction(node)];
      case 'return_statement':
        return [{ k: 'return', values: partsOf(node).map((part) => this.typed(part, this.#result)), at }];
      case 'throw_statement':
        return [this.raise(node)];
      case 'yield_statement':
        if (hasToken(node, 'break')) return [{ k: 'jump', how: 'yield-break', at }];
        return [{ k: 'return', values: this.all(partsOf(node)), yields: true, at }];
      case 'if_statement':
        return [this.ifStatement(node)];
      case 'switch_statement':
        return [this.switchStatement(node)];
      case 'for_statement':
        return [this.forStatement(node)];
      case 'foreach_statement':
        return [this.foreachStatement(node)];
      case 'while_statement':
      case 'do_statement':
        return [
          {
            k: 'loop',
            how: node.type === 'do_statement' ? 'do' : 'while',
            test: this.field(node, 'condition'),
            body: this.fieldStatement(node, 'body'),
            at,
          },
        ];
      case 'try_statement':
        return [this.tryStatement(node)];
      case 'lock_statement': {
        const [on, body] = partsOf(node);
        return [{ k: 'lock', on: this.optional(on, at), body: body ? this.statement(body) : empty(at), at }];
      }
      case 'using_statement':
        return this.usingStatement(node);
      case 'fixed_statement':
        return partsOf(node).flatMap((part) =>
          part.type === 'variable_declaration' ? this.declarators(part, false) : this.statements(part),
        );
      case 'checked_statement':
      case 'unsafe_statement':
        return partsOf(node).flatMap((part) => this.statements(part));
      case 'labeled_statement':
        return partsOf(node)
          .slice(1)
          .flatMap((part) => this.statements(part));
      case 'break_statement':
        return [{ k: 'jump', how: 'break', at }];
      case 'continue_statement':
        return [{ k: 'jump', how: 'continue', at }];
      case 'goto_statement':
        return [{ k: 'jump', how: 'goto', label: foldSpace(this.text(node).replace(/^goto\b|;$/g, '')), at }];
      case 'variable_declaration':
        return this.declarators(node, false);
      default:
        return [this.expression(node)];
    }
  }

  private localDeclaration(node: Syntax): Node[] {
    const constant = node.children.some((child) => child.type === 'modifier' && this.text(child) === 'const');
    const declaration = childOf(node, 'variable_declaration');
    const declared = declaration === undefined ? [] : this.declarators(declaration, constant);
    const rest = partsOf(node)
      .filter((part) => part.type === 'ERROR')
      .map((part) => this.expression(part));
    return hasToken(node, 'using') ? [...declared, ...declared.map((resource) => disposal(resource)), ...rest] : [...declared, ...rest];
  }

  /** `int a = 1, b;` as one declaration each. */
  declarators(declaration: Syntax, constant: boolean): Node[] {
    const typeNode = fieldOf(declaration, 'type');
    const type = typeNode === undefined || typeNode.type === 'implicit_type' ? undefined : foldSpace(this.text(typeNode));
    return declaration.children
      .filter((child) => child.type === 'variable_declarator')
      .map((declarator) => {
        const name = fieldOf(declarator, 'name');
        const tuple = childOf(declarator, 'tuple_pattern');
        const names = tuple === undefined ? [plain(name ? this.text(name) : '')] : this.boundNames(tuple);
        const values = partsOf(declarator)
          .filter((part) => part !== name && part !== tuple && part.type !== 'bracketed_argument_list')
          .map((part) => this.typed(part, type));
        return {
          k: 'declare',
          names,
          ...(type === undefined ? {} : { type }),
          values,
          ...(constant ? { constant: true as const } : {}),
          at: declarator.line,
        };
      });
  }

  /** An expression whose type the declaration tells: `T x = new(…)`. */
  typed(node: Syntax, type: string | undefined): Node {
    const value = this.expression(node);
    return value.k === 'create' && value.type === '' && type !== undefined ? { ...value, type } : value;
  }

  private localFunction(node: Syntax): Node {
    const name = fieldOf(node, 'name');
    const body = fieldOf(node, 'body');
    return {
      k: 'local',
      name: plain(name ? this.text(name) : ''),
      parameters: this.parameterNames(fieldOf(node, 'parameters')),
      ...(body === undefined ? {} : { body: this.returning(resultOf(node, this.text), () => this.body(body)) }),
      at: node.line,
    };
  }

  private parameterNames(list: Syntax | undefined): string[] {
    if (list === undefined) return [];
    if (list.type === 'implicit_parameter' || list.type === 'identifier') return [plain(this.text(list))];
    return list.children.flatMap((child) => {
      if (child.field === 'name') return [plain(this.text(child))];
      const name = child.type === 'parameter' ? fieldOf(child, 'name') : undefined;
      return name === undefined ? [] : [plain(this.text(name))];
    });
  }

  private raise(node: Syntax): Node {
    const value = partsOf(node)[0];
    return { k: 'raise', how: 'throw', ...(value === undefined ? {} : { value: this.expression(value) }), at: node.line };
  }

  private ifStatement(node: Syntax): Node {
    const then = this.fieldStatement(node, 'consequence');
    const otherwise = fieldOf(node, 'alternative');
    const arms: Arm[] = [{ tests: [this.field(node, 'condition')], body: then, at: then.at }];
    if (otherwise !== undefined) arms.push({ tests: [], body: this.statement(otherwise), at: otherwise.line });
    return { k: 'branch', how: 'if', arms, at: node.line };
  }

  private switchStatement(node: Syntax): Node {
    const body = fieldOf(node, 'body');
    const arms: Arm[] = [];
    let labels: Label[] = [];
    for (const section of body?.children ?? []) {
      if (section.type !== 'switch_section') continue;
      const colon = section.children.findLastIndex((child) => child.type === ':');
      for (const child of section.children.slice(0, colon)) {
        const { line } = child;
        if (child.type === 'when_clause')
          labels = [...labels.slice(0, -1), { ...labels.at(-1), guard: this.optional(partsOf(child)[0], line) }];
        else if (child.type === 'default') labels.push({});
        else if (child.named && child.type !== 'comment') labels.push({ test: this.pattern(child) });
      }
      const statements = section.children.slice(colon + 1).filter((child) => child.named && child.type !== 'comment');
      if (statements.length === 0) continue;
      const inner: Node = { k: 'block', body: statements.flatMap((child) => this.statements(child)), at: (statements[0] as Syntax).line };
      arms.push(...armsOf(labels, inner, section.line));
      labels = [];
    }
    return { k: 'branch', how: 'switch', subject: this.field(node, 'value'), arms, at: node.line };
  }

  private forStatement(node: Syntax): Node {
    const at = node.line;
    const several = (field: string): Node | undefined => {
      const parts = fieldsOf(node, field).filter((child) => child.named);
      if (parts.length === 0) return undefined;
      const lowered = parts.flatMap((part) => this.statements(part));
      return lowered.length === 1 ? lowered[0] : { k: 'block', body: lowered, at };
    };
    const init = several('initializer');
    const test = fieldOf(node, 'condition');
    const post = several('update');
    return {
      k: 'loop',
      how: 'for',
      ...(init === undefined ? {} : { init }),
      ...(test === undefined ? {} : { test: this.expression(test) }),
      ...(post === undefined ? {} : { post }),
      body: this.fieldStatement(node, 'body'),
      at,
    };
  }

  private foreachStatement(node: Syntax): Node {
    const left = fieldOf(node, 'left');
    const isRef = fieldOf(node, 'type')?.type === 'ref_type';
    return {
      k: 'loop',
      how: 'each',
      over: this.field(node, 'right'),
      names: left === undefined ? [] : this.boundNames(left),
      ...(isRef ? { ref: true } : {}),
      body: this.fieldStatement(node, 'body'),
      at: node.line,
    };
  }

  private tryStatement(node: Syntax): Node {
    const catches: Catch[] = [];
    let last: Node | undefined;
    for (const child of node.children) {
      if (child.type === 'catch_clause') catches.push(this.catchClause(child));
      else if (child.type === 'finally_clause') last = this.statement(partsOf(child)[0] ?? child);
    }
    return { k: 'try', body: this.fieldStatement(node, 'body'), catches, ...(last === undefined ? {} : { last }), at: node.line };
  }

  private catchClause(node: Syntax): Catch {
    const declaration = childOf(node, 'catch_declaration');
    const type = declaration && fieldOf(declaration, 'type');
    const name = declaration && fieldOf(declaration, 'name');
    const filter = childOf(node, 'catch_filter_clause');
    return {
      ...(type === undefined ? {} : { type: foldSpace(this.text(type)) }),
      ...(name === undefined ? {} : { name: plain(this.text(name)) }),
      ...(filter === undefined ? {} : { guard: this.optional(partsOf(filter)[0], filter.line) }),
      body: this.fieldStatement(node, 'body'),
      at: node.line,
    };
  }

  private usingStatement(node: Syntax): Node[] {
    const body = fieldOf(node, 'body');
    const resources = partsOf(node)
      .filter((part) => part !== body)
      .flatMap((part) => this.statements(part));
    const inner = body === undefined ? [] : [this.statement(body)];
    return [{ k: 'block', body: [...resources, ...resources.map((resource) => disposal(resource)), ...inner], at: node.line }];
  }

  private all(nodes: readonly Syntax[]): Node[] {
    return nodes.map((node) => this.expression(node));
  }

  private optional(node: Syntax | undefined, at: number): Node {
    return node === undefined ? { k: 'unknown', what: 'missing', parts: [], at } : this.expression(node);
  }

  private field(node: Syntax, name: string): Node {
    return this.optional(fieldOf(node, name), node.line);
  }

  private fieldStatement(node: Syntax, name: string): Node {
    const child = fieldOf(node, name);
    return child === undefined ? empty(node.line) : this.statement(child);
  }

  expression(node: Syntax): Node {
    const at = node.line;
    switch (node.type) {
      case 'identifier':
        return { k: 'name', name: this.nameOf(node), at };
      case 'this':
      case 'base':
      case 'predefined_type':
      case 'discard':
        return { k: 'name', name: plain(this.text(node)), at };
      case 'generic_name':
      case 'alias_qualified_name':
        return { k: 'name', name: this.nameOf(node), at };
      case 'qualified_name':
        return { k: 'member', of: this.field(node, 'qualifier'), name: this.nameOf(fieldOf(node, 'name')), at };
      case 'parenthesized_expression':
      case 'checked_expression':
      case 'ref_expression':
      case 'expression_element':
      case 'collection_element':
      case 'argument':
      case 'arrow_expression_clause':
      case 'parenthesized_pattern':
        return this.optional(partsOf(node).filter((part) => part.field !== 'name')[0], at);
      case 'member_access_expression': {
        const name = fieldOf(node, 'name');
        return { k: 'member', of: this.field(node, 'expression'), name: this.nameOf(name), at: name?.line ?? at };
      }
      case 'conditional_access_expression':
        return this.conditionalAccess(node);
      case 'element_access_expression':
        if (this.isParenthesized(node)) return this.optional(partsOf(fieldOf(node, 'subscript') ?? node)[0], at);
        if (this.isInvocation(node)) return this.invocation(node);
        return { k: 'index', of: this.field(node, 'expression'), args: this.all(partsOf(fieldOf(node, 'subscript') ?? node)), at };
      case 'element_binding_expression':
        return { k: 'list', items: this.all(partsOf(node)), at };
      case 'invocation_expression':
        return this.invocation(node);
      case 'object_creation_expression':
      case 'implicit_object_creation_expression':
        return this.creation(node);
      case 'array_creation_expression':
      case 'stackalloc_expression':
      case 'implicit_array_creation_expression':
      case 'implicit_stackalloc_expression':
        return this.arrayCreation(node);
      case 'initializer_expression':
        return { k: 'create', type: '', args: [], items: this.all(partsOf(node)), at };
      case 'collection_expression': {
        // `[with(capacity: 3), …]`: what looks like a call are the arguments of the creation.
        const [first, ...rest] = this.all(partsOf(node));
        const isWith = first?.k === 'call' && first.callee.k === 'name' && first.callee.name === 'with';
        return {
          k: 'create',
          type: '',
          args: isWith ? first.args : [],
          items: isWith || first === undefined ? rest : [first, ...rest],
          at,
        };
      }
      case 'spread_element':
        return { k: 'unary', op: '..', value: this.optional(partsOf(node)[0], at), at };
      case 'anonymous_object_creation_expression':
        return { k: 'create', type: 'anonymous', args: [], items: this.keyed(node.children), at };
      case 'with_expression': {
        const value = partsOf(node).find((part) => part.type !== 'with_initializer');
        const items = node.children.filter((child) => child.type === 'with_initializer').flatMap((child) => this.keyed(child.children));
        return { k: 'create', type: 'with', args: [{ value: this.optional(value, at) }], items, at };
      }
      case 'tuple_expression':
        return { k: 'list', items: this.all(partsOf(node)), at };
      case 'assignment_expression': {
        const target = this.field(node, 'left');
        return {
          k: 'assign',
          op: fieldOf(node, 'operator')?.type ?? '=',
          targets: target.k === 'list' ? target.items : [target],
          values: [this.field(node, 'right')],
          at,
        };
      }
      case 'prefix_unary_expression':
      case 'postfix_unary_expression':
      case 'unary_expression':
        return this.unary(node);
      case 'binary_expression':
        return this.binary(node);
      case 'conditional_expression':
        return this.conditional(node);
      case 'switch_expression':
        return this.switchExpression(node);
      case 'cast_expression':
        return { k: 'cast', type: this.typeText(fieldOf(node, 'type')), value: this.field(node, 'value'), at };
      case 'as_expression':
        return { k: 'cast', type: this.typeText(fieldOf(node, 'right')), value: this.field(node, 'left'), at };
      case 'is_expression':
        return { k: 'is', value: this.field(node, 'left'), type: this.typeText(fieldOf(node, 'right')), at };
      case 'is_pattern_expression':
        return this.isPattern(node);
      case 'await_expression':
        return { k: 'await', value: this.optional(partsOf(node)[0], at), at };
      case 'throw_expression':
        return this.raise(node);
      case 'lambda_expression':
      case 'anonymous_method_expression':
        return this.lambda(node);
      case 'local_function_statement':
        return this.localFunction(node);
      case 'declaration_expression': {
        const name = fieldOf(node, 'name');
        const type = fieldOf(node, 'type');
        // `(null, not null)` is a pattern; the grammar sees a variable called `null` in it.
        if (type !== undefined && name !== undefined && this.text(type) === 'not')
          return { k: 'unary', op: 'not', value: constant(this.text(name), at), at };
        const known = type !== undefined && type.type !== 'implicit_type' ? { type: this.typeText(type) } : {};
        return { k: 'declare', names: name ? [plain(this.text(name))] : [], ...known, values: [], at };
      }
      case 'default_expression':
        return { k: 'literal', type: 'default', value: this.typeText(fieldOf(node, 'type')), at };
      case 'typeof_expression':
        return { k: 'meta', how: 'typeof', of: this.typeText(fieldOf(node, 'type')), at };
      case 'sizeof_expression':
        return { k: 'meta', how: 'sizeof', of: this.typeText(fieldOf(node, 'type')), at };
      case 'range_expression':
        return { k: 'binary', op: '..', left: this.bound(node, true), right: this.bound(node, false), at };
      case 'query_expression':
        return this.query(node);
      case 'interpolated_string_expression':
        return this.interpolated(node);
      case 'integer_literal':
      case 'real_literal':
        return { k: 'literal', type: 'number', value: this.text(node), at };
      case 'boolean_literal':
        return { k: 'literal', type: 'bool', value: this.text(node), at };
      case 'null_literal':
        return { k: 'literal', type: 'null', value: 'null', at };
      case 'character_literal':
        return { k: 'literal', type: 'char', value: this.text(node).slice(1, -1), at };
      case 'string_literal':
      case 'verbatim_string_literal':
      case 'raw_string_literal':
        return { k: 'literal', type: 'string', value: unquote(this.text(node)), at };
      default:
        if (node.type.endsWith('_pattern')) return this.pattern(node);
        return { k: 'unknown', what: node.type, parts: this.all(partsOf(node)), at };
    }
  }

  /** An identifier without `@` and type arguments. */
  private nameOf(node: Syntax | undefined): string {
    if (node === undefined) return '';
    if (node.type === 'generic_name') return this.nameOf(childOf(node, 'identifier'));
    if (node.type === 'alias_qualified_name') return this.nameOf(fieldOf(node, 'name'));
    const name = plain(this.text(node));
    // A generic name that the grammar was given as a simple one.
    return name.includes('<') ? name.replace(/\s*<.*$/s, '') : name;
  }

  private typeText(node: Syntax | undefined): string {
    return node === undefined ? '' : foldSpace(this.text(node));
  }

  private conditionalAccess(node: Syntax): Node {
    const condition = fieldOf(node, 'condition');
    const of = this.optional(condition, node.line);
    const binding = partsOf(node).find((part) => part !== condition);
    if (binding?.type === 'member_binding_expression') {
      return { k: 'member', of, name: this.nameOf(fieldOf(binding, 'name')), optional: true, at: binding.line };
    }
    if (binding?.type === 'element_binding_expression') return { k: 'index', of, args: this.all(partsOf(binding)), at: binding.line };
    return {
      k: 'unknown',
      what: 'conditional_access_expression',
      parts: [of, ...(binding ? [this.expression(binding)] : [])],
      at: node.line,
    };
  }

  private invocation(node: Syntax): Node {
    const callee = fieldOf(node, 'function') ?? fieldOf(node, 'expression');
    if (callee?.type === 'is_expression' || callee?.type === 'is_pattern_expression') {
      const is = this.expression(callee);
      if (is.k === 'is') return this.isPositional(node, is, this.text(callee));
    }
    const list = fieldOf(node, 'arguments') ?? fieldOf(node, 'subscript');
    if (this.isNameof(node)) {
      return { k: 'meta', how: 'nameof', of: foldSpace(this.text(list ?? node).replace(/^\(|\)$/g, '')), at: node.line };
    }
    const types = callee === undefined ? [] : this.typeArguments(callee);
    const lowered = this.optional(callee, node.line);
    return {
      k: 'call',
      callee: lowered,
      args: this.args(list),
      ...(types.length > 0 ? { types } : {}),
      at: lowered.k === 'member' ? lowered.at : node.line,
    };
  }

  private isNameof(call: Syntax): boolean {
    const callee = fieldOf(call, 'function');
    return callee?.type === 'identifier' && this.text(callee) === 'nameof';
  }

  /** A call as the target of an assignment is given to the grammar as an index: see `assignedCalls`. */
  private isInvocation(node: Syntax): boolean {
    const list = fieldOf(node, 'subscript');
    return list !== undefined && this.text(list).startsWith('(');
  }

  /** Parentheses as the target of an assignment are an index of nothing: see `assignedParentheses`. */
  private isParenthesized(node: Syntax): boolean {
    return this.isInvocation(node) && this.text(fieldOf(node, 'expression') ?? node).trim() === '';
  }

  private typeArguments(callee: Syntax): string[] {
    let name: Syntax | undefined = callee;
    if (callee.type === 'member_access_expression' || callee.type === 'alias_qualified_name') name = fieldOf(callee, 'name');
    else if (callee.type === 'conditional_access_expression') {
      const binding = childOf(callee, 'member_binding_expression');
      name = binding && fieldOf(binding, 'name');
    }
    const list = name?.type === 'generic_name' ? childOf(name, 'type_argument_list') : undefined;
    if (list !== undefined) return partsOf(list).map((type) => this.typeText(type));
    const written = name === undefined ? undefined : /^\w+\s*<(.+)>$/s.exec(this.text(name))?.[1];
    return written === undefined ? [] : typesIn(written).map(foldSpace);
  }

  private args(list: Syntax | undefined): Argument[] {
    if (list === undefined) return [];
    return partsOf(list).map((argument) => {
      const name = fieldOf(argument, 'name');
      const by = childOf(argument, 'ref', 'out', 'in')?.type as Argument['by'];
      return {
        value: this.expression(argument),
        ...(name === undefined ? {} : { name: plain(this.text(name)) }),
        ...(by === undefined ? {} : { by }),
      };
    });
  }

  private creation(node: Syntax): Node {
    const initializer = childOf(node, 'initializer_expression');
    return {
      k: 'create',
      type: this.typeText(fieldOf(node, 'type')),
      args: this.args(childOf(node, 'argument_list')),
      items: initializer === undefined ? [] : this.all(partsOf(initializer)),
      at: node.line,
    };
  }

  private arrayCreation(node: Syntax): Node {
    const type = fieldOf(node, 'type');
    const initializer = childOf(node, 'initializer_expression');
    const element = type && fieldOf(type, 'type');
    const sizes = type === undefined ? [] : ranksOf(type).flatMap((rank) => partsOf(rank));
    return {
      k: 'create',
      type: element === undefined ? '' : `${this.typeText(element)}[]`,
      args: this.all(sizes).map((value) => ({ value })),
      items: initializer === undefined ? [] : this.all(partsOf(initializer)),
      at: node.line,
    };
  }

  /** `A = 1, x.B` of anonymous objects and `with`: names are not values. */
  private keyed(children: readonly Syntax[]): Node[] {
    const items: Node[] = [];
    const rest = children.filter((child) => child.type !== 'comment');
    for (let i = 0; i < rest.length; i++) {
      const child = rest[i] as Syntax;
      if (!child.named) continue;
      const value = rest[i + 2];
      if (rest[i + 1]?.type === '=' && value !== undefined) {
        items.push({ k: 'assign', op: '=', targets: [this.expression(child)], values: [this.expression(value)], at: child.line });
        i += 2;
      } else items.push(this.expression(child));
    }
    return items;
  }

  private unary(node: Syntax): Node {
    const value = this.optional(partsOf(node)[0], node.line);
    const op = node.children.find((child) => !child.named)?.type ?? '';
    if (op === '++' || op === '--') return { k: 'assign', op, targets: [value], values: [], at: node.line };
    if (op === '!' && node.type === 'postfix_unary_expression') return value;
    return { k: 'unary', op, value, at: node.line };
  }

  /** Long chains (`a + b + c …`) nest to the left: walked in a loop, so that they can't overflow the stack. */
  private binary(node: Syntax): Node {
    const chain: Syntax[] = [];
    let left: Syntax | undefined = node;
    while (left?.type === 'binary_expression') {
      chain.push(left);
      left = fieldOf(left, 'left');
    }
    if (isLogical(node) && chain.some((link) => restOf(fieldOf(link, 'right')) ?? restOf(fieldOf(link, 'left'))))
      return this.regrouped(node);
    let value = this.optional(left, node.line);
    for (const link of chain.reverse())
      value = { k: 'binary', op: this.operator(link), left: value, right: this.field(link, 'right'), at: link.line };
    return value;
  }

  private operator(binary: Syntax): string {
    const operator = fieldOf(binary, 'operator');
    return operator === undefined ? '' : this.text(operator);
  }

  /** `a || b is not null && c`: to the grammar all of what follows `is` is the pattern. Grouped anew, as the language does. */
  private regrouped(node: Syntax): Node {
    const operands: Node[] = [];
    const operators: string[] = [];
    const group = () => {
      const [right, left] = [operands.pop(), operands.pop()] as [Node, Node];
      operands.push({ k: 'binary', op: operators.pop() as string, left, right, at: left.at });
    };
    const operand = (each: Syntax | undefined, lower: (each: Syntax) => Node): void => {
      const rest = restOf(each);
      if (each === undefined || rest === undefined) operands.push(each === undefined ? this.optional(each, node.line) : lower(each));
      else {
        chained(rest, (first) => {
          this.#patterns.set(rest, first);
          return this.matching(each, fieldOf(each, 'pattern') as Syntax);
        });
      }
    };
    const chained = (logical: Syntax, lower: (first: Syntax) => Node): void => {
      const chain: Syntax[] = [];
      let left: Syntax | undefined = logical;
      while (left !== undefined && isLogical(left)) {
        chain.push(left);
        left = fieldOf(left, 'left');
      }
      operand(left, lower);
      for (const link of chain.reverse()) {
        const op = this.operator(link);
        while (operators.length > 0 && bindsFirst(operators.at(-1) as string, op)) group();
        operators.push(op);
        operand(fieldOf(link, 'right'), (each) => this.expression(each));
      }
    };
    if (isLogical(node)) chained(node, (first) => this.expression(first));
    else operand(node, (each) => this.expression(each));
    while (operators.length > 0) group();
    return operands[0] as Node;
  }

  private bound(node: Syntax, first: boolean): Node {
    const dots = node.children.findIndex((child) => child.type === '..');
    const side = first ? node.children.slice(0, dots) : node.children.slice(dots + 1);
    const value = side.find((child) => child.named && child.type !== 'comment');
    return value === undefined ? { k: 'list', items: [], at: node.line } : this.expression(value);
  }

  private conditional(node: Syntax): Node {
    const then = this.field(node, 'consequence');
    const otherwise = this.field(node, 'alternative');
    const arms: Arm[] = [
      { tests: [this.field(node, 'condition')], body: then, at: then.at },
      { tests: [], body: otherwise, at: otherwise.at },
    ];
    return { k: 'branch', how: 'conditional', arms, at: node.line };
  }

  private switchExpression(node: Syntax): Node {
    const subject = partsOf(node).find((part) => part.type !== 'switch_expression_arm');
    const arms = node.children
      .filter((child) => child.type === 'switch_expression_arm')
      .map((arm): Arm => {
        const when = childOf(arm, 'when_clause');
        const [pattern, ...rest] = partsOf(arm).filter((part) => part !== when);
        const guard = when && partsOf(when)[0];
        const isDiscard = pattern?.type === 'discard' && guard === undefined;
        return {
          tests: isDiscard || pattern === undefined ? [] : [this.pattern(pattern)],
          ...(guard === undefined ? {} : { guard: this.expression(guard) }),
          body: this.optional(rest[0], arm.line),
          at: arm.line,
        };
      });
    return { k: 'branch', how: 'match', subject: this.optional(subject, node.line), arms, at: node.line };
  }

  private isPattern(node: Syntax): Node {
    const pattern = fieldOf(node, 'pattern');
    if (pattern === undefined) return { k: 'is', value: this.field(node, 'expression'), at: node.line };
    return restOf(node) === undefined ? this.matching(node, pattern) : this.regrouped(node);
  }

  private matching(node: Syntax, pattern: Syntax): Node {
    const names = this.boundNames(pattern);
    const type =
      pattern.type === 'declaration_pattern' || pattern.type === 'type_pattern' ? this.typeText(fieldOf(pattern, 'type')) : undefined;
    const is: NodeOf<'is'> = { k: 'is', value: this.field(node, 'expression'), ...(names.length > 0 ? { names } : {}), at: node.line };
    return type === undefined ? withoutTail(is, this.pattern(pattern)) : { ...is, type };
  }

  /** A pattern as a value: a constant is itself, a type its name, `and`/`or`/`not` and comparisons are operators. */
  private pattern(node: Syntax): Node {
    const [first = node] = node.type === 'constant_pattern' ? partsOf(node) : [];
    const own = this.#patterns.get(first);
    if (own !== undefined) return this.pattern(own);
    const at = node.line;
    if (node.type !== 'list_pattern' && this.text(node).startsWith('[')) return this.listPattern(node);
    switch (node.type) {
      case 'constant_pattern':
      case 'parenthesized_pattern':
        return this.inner(node);
      case 'and_pattern':
      case 'or_pattern': {
        const operands = { left: this.patternField(node, 'left'), right: this.patternField(node, 'right') };
        return { k: 'binary', op: node.type === 'and_pattern' ? 'and' : 'or', ...operands, at };
      }
      case 'negated_pattern':
        return { k: 'unary', op: 'not', value: this.inner(node), at };
      case 'relational_pattern':
        return { k: 'unary', op: node.children[0]?.type ?? '', value: this.inner(node), at };
      case 'declaration_pattern':
      case 'type_pattern': {
        const type = fieldOf(node, 'type');
        return { k: 'name', name: type?.type === 'implicit_type' ? '_' : this.typeText(type), at };
      }
      case 'var_pattern':
      case 'discard':
        return { k: 'name', name: '_', at };
      case 'recursive_pattern':
      case 'list_pattern':
      case 'positional_pattern_clause':
      case 'property_pattern_clause':
        return {
          k: 'list',
          items: partsOf(node)
            .filter((part) => part.field !== 'name')
            .map((part) => this.pattern(part)),
          at,
        };
      case 'invocation_expression':
        return isTypeName(fieldOf(node, 'function')) && !this.isNameof(node) ? this.positional(node) : this.expression(node);
      case 'argument':
        return this.inner(node);
      case 'declaration_expression':
        return this.text(node).startsWith('not') ? this.expression(node) : { k: 'name', name: '_', at };
      case 'subpattern': {
        const value = partsOf(node).at(-1);
        return value === undefined ? { k: 'list', items: [], at } : this.pattern(value);
      }
      case 'tuple_pattern':
        return { k: 'list', items: partsOf(node).map((part) => this.pattern(part)), at };
      default:
        // A pattern that is none of these is where none belongs: the rest of a file that did not parse.
        return node.type.endsWith('_pattern')
          ? { k: 'unknown', what: node.type, parts: partsOf(node).map((part) => this.pattern(part)), at }
          : this.expression(node);
    }
  }

  /** One that the grammar was given in parentheses, with a discard for a slice. */
  private listPattern(node: Syntax): Node {
    let parts = partsOf(node);
    for (let [only] = parts; parts.length === 1 && only?.start === node.start && only.end === node.end; [only] = parts)
      parts = partsOf(only);
    const elements = parts.flatMap((part) => (part.type === 'positional_pattern_clause' ? partsOf(part) : part));
    const kept = elements.filter((part) => part.field !== 'name' && this.text(part) !== '.');
    return { k: 'list', items: kept.map((part) => this.pattern(part)), at: node.line };
  }

  private inner(node: Syntax): Node {
    const part = partsOf(node)[0];
    return part === undefined ? { k: 'list', items: [], at: node.line } : this.pattern(part);
  }

  private patternField(node: Syntax, name: string): Node {
    const part = fieldOf(node, name);
    return part === undefined ? { k: 'list', items: [], at: node.line } : this.pattern(part);
  }

  /** `B(1, var c)` in a pattern, which the grammar takes for a call. */
  private positional(call: Syntax): Node {
    const list = fieldOf(call, 'arguments');
    const items = list === undefined ? [] : partsOf(list).map((part) => this.pattern(part));
    return { k: 'list', items: [this.field(call, 'function'), ...items], at: call.line };
  }

  /** `a is B(1, var c)` and `a is var (b, c)`: to the grammar calls of `a is B`. */
  private isPositional(call: Syntax, is: Extract<Node, { k: 'is' }>, written: string): Node {
    const list = fieldOf(call, 'arguments');
    const parts = list === undefined ? [] : partsOf(list);
    const isVar = /\bvar$/.test(written);
    const names = [...(is.names ?? []), ...parts.flatMap((part) => (isVar ? this.boundNames(part) : this.declaredIn(part)))];
    const items = isVar ? [] : parts.map((part) => this.pattern(part));
    const all: Node = { k: 'list', items: is.test === undefined ? items : [is.test, ...items], at: call.line };
    return { ...is, test: all, ...(names.length > 0 ? { names } : {}) };
  }

  /** Names that the arguments of a positional pattern bind. */
  private declaredIn(node: Syntax): string[] {
    const own = this.#patterns.get(node);
    if (own !== undefined) return this.declaredIn(own);
    if (this.text(node).startsWith('not ')) return [];
    return node.type === 'declaration_expression' ? this.boundNames(node) : partsOf(node).flatMap((part) => this.declaredIn(part));
  }

  /** Names that a pattern, tuple or designation binds; discards are left out. */
  private boundNames(node: Syntax): string[] {
    if (node.type === 'constant_pattern') return partsOf(node).flatMap((part) => this.declaredIn(part));
    if (node.type === 'identifier') return [plain(this.text(node))];
    if (node.type === 'tuple_expression' || node.type === 'declaration_expression' || node.type === 'argument') {
      const name = node.type === 'declaration_expression' ? fieldOf(node, 'name') : undefined;
      return name ? [plain(this.text(name))] : partsOf(node).flatMap((part) => this.boundNames(part));
    }
    const isBinding = /pattern|designation|clause$/.test(node.type);
    return node.children.flatMap((child) => {
      if (child.field === 'name' && child.type === 'identifier' && isBinding) return [plain(this.text(child))];
      return /pattern|designation/.test(child.type) ||
        child.type === 'positional_pattern_clause' ||
        child.type === 'property_pattern_clause'
        ? this.boundNames(child)
        : [];
    });
  }

  private lambda(node: Syntax): Node {
    const body = fieldOf(node, 'body') ?? childOf(node, 'block');
    const isAsync = node.children.some((child) => child.type === 'modifier' && this.text(child) === 'async');
    let lowered: Node = empty(node.line);
    if (body !== undefined) lowered = this.returning('', () => (body.type === 'block' ? this.block(body) : this.implied(body)));
    return {
      k: 'lambda',
      parameters: this.parameterNames(fieldOf(node, 'parameters')),
      body: lowered,
      ...(isAsync ? { async: true as const } : {}),
      at: node.line,
    };
  }

  private interpolated(node: Syntax): Node {
    const parts: Node[] = [];
    for (const child of node.children) {
      if (child.type === 'string_content' || child.type === 'escape_sequence')
        parts.push({ k: 'literal', type: 'string', value: this.text(child), at: child.line });
      else if (child.type === 'interpolation') {
        const value = partsOf(child).find((part) => !part.type.startsWith('interpolation_'));
        if (value !== undefined) parts.push(this.expression(value));
      }
    }
    return { k: 'format', parts, at: node.line };
  }

  /**
   * A query is sugar for calls, and lowered to them: `from x in xs where p select s` is `xs.Where(x => p).Select(x => s)`.
   * @throws Unreadable when the chain would be too deep
   */
  private query(node: Syntax): Node {
    if (node.children.length > MAX_DEPTH / 2) throw new Unreadable('a query has too many clauses');
    const names: string[] = [];
    let value: Node = empty(node.line);
    const lambda = (part: Syntax): Argument => {
      const at = part.line;
      const body: Node = { k: 'return', values: [this.expression(part)], implied: true, at };
      return { value: { k: 'lambda', parameters: [...names], body, at } };
    };
    const chain = (name: string, args: readonly Argument[], at: number) => {
      value = { k: 'call', callee: { k: 'member', of: value, name, at }, args, at };
    };
    for (const clause of partsOf(node)) {
      const at = clause.line;
      const parts = partsOf(clause).filter((part) => part.field !== 'type' && part.field !== 'name');
      const [first] = parts;
      switch (clause.type) {
        case 'from_clause': {
          const name = fieldOf(clause, 'name');
          if (names.length === 0) value = this.optional(first, at);
          else chain('SelectMany', parts.map(lambda), at);
          if (name !== undefined) names.push(plain(this.text(name)));
          break;
        }
        case 'join_clause': {
          const behind = (token: string) => clause.children[clause.children.findIndex((child) => child.type === token) + 1];
          const into = childOf(clause, 'join_into_clause');
          const sequence = { value: this.optional(behind('in'), at) };
          const keys = [behind('on'), behind('equals')].filter((key) => key !== undefined).map(lambda);
          chain(into === undefined ? 'Join' : 'GroupJoin', [sequence, ...keys], at);
          const name = (into && partsOf(into)[0]) ?? first;
          if (name !== undefined) names.push(plain(this.text(name)));
          break;
        }
        case 'let_clause':
          chain('Select', parts.slice(1).map(lambda), at);
          if (first !== undefined) names.push(plain(this.text(first)));
          break;
        case 'order_by_clause':
          for (const part of parts) {
            const next = clause.children[clause.children.indexOf(part) + 1];
            chain(`${part === first ? 'OrderBy' : 'ThenBy'}${next?.type === 'descending' ? 'Descending' : ''}`, [lambda(part)], at);
          }
          break;
        case 'identifier':
          names.splice(0, names.length, plain(this.text(clause)));
          break;
        default:
          chain(QUERY_METHODS[clause.type] ?? clause.type, parts.map(lambda), at);
      }
    }
    return value;
  }
}

const QUERY_METHODS: Readonly<Record<string, string>> = { where_clause: 'Where', select_clause: 'Select', group_clause: 'GroupBy' };

/** Named children without comments; `this` and `base` are operands too, though the grammar has them as bare tokens. */
function partsOf(node: Syntax): Syntax[] {
  return node.children.filter((child) => (child.named && child.type !== 'comment') || child.type === 'this' || child.type === 'base');
}

/** What a declaration's body returns: its result type, of a task the type that it carries. */
function resultOf(declaration: Syntax, text: Text): string {
  const type = fieldOf(declaration, 'returns') ?? fieldOf(declaration, 'type');
  const written = type === undefined ? '' : foldSpace(text(type)).replace(/\?$/, '');
  return /^(?:Value)?Task<(.+)>$/.exec(written)?.[1] ?? written;
}

/** A keyword that the grammar took for a name. */
function constant(text: string, at: number): Node {
  if (text === 'null') return { k: 'literal', type: 'null', value: text, at };
  return /^(?:true|false)$/.test(text) ? { k: 'literal', type: 'bool', value: text, at } : { k: 'name', name: plain(text), at };
}

function empty(at: number): Node {
  return { k: 'block', body: [], at };
}

function plain(name: string): string {
  return name.startsWith('@') ? name.slice(1) : name;
}

/** `case 1 when a`, or `default` without a test. */
interface Label {
  readonly test?: Node;
  readonly guard?: Node;
}

/** Labels share an arm if no guard parts them; the others, and those beside `default`, fall through to the last arm. */
function armsOf(labels: readonly Label[], body: Node, at: number): Arm[] {
  const isDefault = labels.some(({ test }) => test === undefined);
  const groups: { readonly tests: Node[]; readonly guard?: Node }[] = [];
  for (const { test, guard } of labels) {
    const last = groups.at(-1);
    if (test === undefined) continue;
    if (guard === undefined && last !== undefined && last.guard === undefined) last.tests.push(test);
    else groups.push({ tests: [test], ...(guard === undefined ? {} : { guard }) });
  }
  const through: Node = { k: 'jump', how: 'fallthrough', at };
  const arms = groups.map((group, i): Arm => ({ ...group, body: isDefault || i < groups.length - 1 ? through : body, at }));
  return isDefault ? [...arms, { tests: [], body, at }] : arms;
}

/** What a `using` does at the end of its scope. */
function disposal(resource: Node): Node {
  const of: Node =
    resource.k === 'declare' ? { k: 'name', name: resource.names[0] ?? '_', at: resource.at } : { k: 'name', name: '_', at: resource.at };
  return {
    k: 'defer',
    body: { k: 'call', callee: { k: 'member', of, name: 'Dispose', at: resource.at }, args: [], at: resource.at },
    at: resource.at,
  };
}

/** The expression that a pattern ends with, if it does. */
function lastOf(pattern: Syntax): Syntax | undefined {
  if (!/^(?:constant|negated|relational|and|or)_pattern$/.test(pattern.type))
    return pattern.type.endsWith('_pattern') ? undefined : pattern;
  const last = partsOf(pattern).at(-1);
  return last && lastOf(last);
}

/** Whether an expression can be the type of a positional pattern. */
function isTypeName(node: Syntax | undefined): boolean {
  if (node?.type === 'member_access_expression') return isTypeName(fieldOf(node, 'expression'));
  return node !== undefined && /^(?:identifier|generic_name|alias_qualified_name)$/.test(node.type);
}

/** The operators that bind less than `is`, from the one that binds least. */
const LOGICAL: readonly (readonly string[])[] = [['??'], ['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!=']];

function isLogical(node: Syntax): boolean {
  return node.type === 'binary_expression' && rankOf(fieldOf(node, 'operator')?.type ?? '') >= 0;
}

function rankOf(operator: string): number {
  return LOGICAL.findIndex((operators) => operators.includes(operator));
}

function bindsFirst(left: string, right: string): boolean {
  return rankOf(left) > rankOf(right) || (rankOf(left) === rankOf(right) && right !== '??');
}

/** Of `a is not null && b` the `null && b`, which the grammar takes for the end of the pattern. */
function restOf(node: Syntax | undefined): Syntax | undefined {
  const pattern = node?.type === 'is_pattern_expression' ? fieldOf(node, 'pattern') : undefined;
  const last = pattern && lastOf(pattern);
  return last !== undefined && isLogical(last) ? last : undefined;
}

function ranksOf(type: Syntax): Syntax[] {
  const inner = fieldOf(type, 'type');
  const ranks = type.children.filter((child) => child.type === 'array_rank_specifier');
  return inner?.type === 'array_type' ? [...ranks, ...ranksOf(inner)] : ranks;
}

/** The text between a string's quotes, whatever its form; escapes stay as written. */
function unquote(text: string): string {
  const body = text.replace(/^[$@]*/, '').replace(/[uU]8$/, '');
  const quotes = /^"+/.exec(body)?.[0].length ?? 0;
  const width = quotes >= 3 ? quotes : 1;
  return body.slice(width, Math.max(width, body.length - width));
}

/** The grammar takes `null || other` of `x is null || other` for the pattern, which has no such operators. */
function withoutTail(is: NodeOf<'is'>, test: Node): Node {
  if (test.k === 'binary' && /^(\|\||&&|\?\?|[=!]=)$/.test(test.op)) return { ...test, left: withoutTail(is, test.left) };
  const last =
    test.k === 'unary' && test.op === 'not' ? test.value : test.k === 'binary' && /^(and|or)$/.test(test.op) ? test.right : undefined;
  const rest = last === undefined ? undefined : withoutTail(is, last);
  if (rest?.k !== 'binary') return { ...is, test };
  // What is left of the tail goes back into the pattern.
  const back = (node: Node): Node => {
    if (node.k === 'binary') return { ...node, left: back(node.left) };
    const part = (node as NodeOf<'is'>).test as Node;
    return { ...is, test: test.k === 'unary' ? { ...test, value: part } : { ...(test as NodeOf<'binary'>), right: part } };
  };
  return back(rest);
}
