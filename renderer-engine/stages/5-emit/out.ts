import type { Attributes, Input, Out } from '../../components/component.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import { attribute, closeTag, endOfOpenTag, isVoid, openTag, text as textMarkup } from '../../html/writer.ts';
import type { Code } from '../../program.ts';
import { constant, express } from '../4-optimize/bound.ts';
import { roots, variableBinding } from '../4-optimize/scopes.ts';
import type { ElementNode, TreeNode } from '../4-optimize/tree.ts';
import { putAccessibility } from './accessibility.ts';
import type { Behavior } from './actions.ts';
import { nextAttributes, put, putAll, writeAttributes, writeSorted } from './attributes.ts';
import { putAxes } from './axes.ts';
import { domId } from './dom-ids.ts';
import { type Emission, mark, push } from './emission.ts';
import { codeOfInput, constantInput, inExpression, inputOf } from './lower.ts';
import { emitEach } from './out-each.ts';
import {
  asPlainInput,
  codesOf,
  compute,
  engineScope,
  formsIn,
  messageParts,
  provided,
  template,
} from './out-values.ts';
import { withFirstPage } from './paging.ts';
import { plainAddress } from './scan-tree.ts';
import type { PendingId } from './settle.ts';
import { joinClasses, styleClassOf } from './style-class.ts';
import { traceOf } from './trace.ts';
import { typesOf } from './types-of.ts';

/** What a fill is written with; passed in, because nodes contain fills and fills contain nodes. */
export type EmitNodes = (nodes: readonly TreeNode[], emission: Emission) => void;

/** The writer one component gets for one node. A class, because it is made for each of them and has many methods. */
export class NodeOut implements Out {
  private readonly node: ElementNode;
  private readonly behavior: Behavior;
  private readonly emission: Emission;
  private readonly emitNodes: EmitNodes;
  private readonly pendingId: PendingId = { pending: null };
  private classes: readonly string[];

  constructor(node: ElementNode, behavior: Behavior, emission: Emission, emitNodes: EmitNodes) {
    this.node = node;
    this.behavior = behavior;
    this.emission = emission;
    this.emitNodes = emitNodes;
    this.classes = node.classes;
    for (const { style, self } of node.style) this.addClasses(styleClassOf(style, self, emission));
    const { wanted } = emission.targets;
    if (behavior.request || (wanted.size > 0 && wanted.has(plainAddress(node.address)))) this.wantId();
  }

  element(tag: string, attributes: Attributes, body?: () => void): void {
    push(this.emission, openTag(tag));
    writeAttributes(attributes, this.node.place, this.emission);
    this.finish(tag, body);
  }

  root(tag: string, attributes: Attributes, body?: () => void): void {
    const { node, emission, behavior } = this;
    const { handed } = emission;
    emission.handed = null;
    push(emission, openTag(tag));
    if (attributes['id'] === undefined) emission.ops.push(this.pendingId);
    const all = nextAttributes(emission);
    put('class', joinClasses(attributes['class'], this.classes), all);
    putAxes(node, emission, all);
    for (const name in attributes) {
      if (name !== 'class' && (name !== 'id' || attributes[name] !== undefined)) put(name, attributes[name], all);
    }
    if (handed) putAll(handed, all);
    putAll(behavior.attributes, all);
    putAccessibility(node, emission, all);
    writeSorted(all, node.place, emission);
    if (behavior.request) push(emission, ['request', behavior.request]);
    if (emission.context.traced) push(emission, traceOf(node, emission));
    const isPosted = tag === 'form' && attributes['method'] === 'post';
    const first = isPosted || behavior.more.length > 0 ? () => this.writeRequests(isPosted) : undefined;
    this.finish(tag, body, first);
    emission.handed = handed;
  }

  text(value: Input | string): void {
    const input = typeof value === 'string' ? constantInput(value) : asPlainInput(value, this.node, this.emission);
    push(this.emission, input.constant ? textMarkup(input.value) : ['text', input.code]);
  }

  slot(name: string, provide: Readonly<Record<string, Input>> = {}, handed?: Attributes): void {
    const { emission } = this;
    const fill = this.node.slots[name];
    if (!fill) return;
    for (const key in fill.provided) {
      emission.codes.set(fill.provided[key]!, provided(provide[key], emission));
    }
    const before = emission.handed;
    if (handed) emission.handed = handed;
    this.emitNodes(fill.nodes, emission);
    emission.handed = before;
    mark(this.node.place, emission);
  }

  if(test: Input, then: () => void, otherwise?: () => void): void {
    if (test.constant) {
      if (test.value === true) then();
      else otherwise?.();
      return;
    }
    push(this.emission, ['if', test.code]);
    then();
    if (otherwise) {
      push(this.emission, ['else']);
      otherwise();
    }
    push(this.emission, ['end']);
  }

  match(value: Input, cases: Readonly<Record<string, () => void>>, otherwise?: () => void): void {
    if (value.constant) {
      const name = typeof value.value === 'object' ? '' : String(value.value);
      if (Object.hasOwn(cases, name)) cases[name]!();
      else otherwise?.();
      return;
    }
    push(this.emission, ['switch', value.code]);
    for (const [name, body] of Object.entries(cases)) {
      push(this.emission, ['case', name]);
      body();
    }
    if (otherwise) {
      push(this.emission, ['default']);
      otherwise();
    }
    push(this.emission, ['end']);
  }

  each(
    list: Input,
    options: Parameters<Out['each']>[1],
    body: (item: Input, index: Input) => void,
    empty?: () => void,
  ): void {
    emitEach(list, options, { body, empty }, this.node, this.emission);
  }

  isOpen(value: Json): boolean {
    return typeof value === 'object' && value !== null && this.emission.tokens.has(value);
  }

  template(text: Json, names: Readonly<Record<string, Input>>): Input {
    return template(text, names, this.node, this.emission);
  }

  compute(expression: string, names: Readonly<Record<string, Input>>): Input {
    return compute(expression, names, this.node, this.emission);
  }

  words(key: string, args: Readonly<Record<string, Input>> = {}): Input {
    const given = Object.keys(args).map((name) => `${name}: ${name}`);
    const call = given.length === 0 ? `t('${key}')` : `t('${key}', { ${given.join(', ')} })`;
    return this.compute(call, args);
  }

  pictureSize(source: Input, side: 'width' | 'height'): Input {
    return { constant: false, code: ['$size', side, codeOfInput(source)] };
  }

  messageParts(prop: string): Input | null {
    return messageParts(this.node.props[prop], this.emission);
  }

  call(builtin: string, args: Readonly<Record<string, Input>>): void {
    const { node, emission } = this;
    const entries = Object.entries(args).flatMap(([name, input]) => [
      name,
      inExpression(codeOfInput(asPlainInput(input, node, emission)), emission),
    ]);
    mark(node.place, emission);
    const code: Code = ['map', ...entries];
    push(
      emission,
      emission.context.measured ? ['call', builtin, code, typesOf(node, emission)] : ['call', builtin, code],
    );
  }

  id(suffix?: string): Input {
    if (suffix === undefined) this.wantId();
    return domId(this.node.address, this.emission, suffix);
  }

  style(style: JsonObject): void {
    this.addClasses(styleClassOf(constant(style), null, this.emission));
  }

  styleClass(style: JsonObject): string {
    return styleClassOf(constant(style), null, this.emission)[0] ?? '';
  }

  param(name: string): Input {
    const params = { params: variableBinding(roots.params) };
    return inputOf(express(`params.${name}`, params, engineScope), this.emission);
  }

  ownAddress(changes: Readonly<Record<string, Input>>): Input {
    return { constant: false, code: ['$self', codesOf(withFirstPage(changes, this.emission))] };
  }

  current(to: Input): Input {
    return { constant: false, code: ['$current', codeOfInput(to)] };
  }

  localTime(instant: Input): Input {
    return { constant: false, code: ['$local', codeOfInput(instant)] };
  }

  toasts(): Input {
    return { constant: false, code: ['$toasts'] };
  }

  hasErrors(slot: string): Input {
    const forms = formsIn(this.emission.shown(this.node).slots[slot]?.nodes ?? []);
    return forms.length === 0 ? constantInput(false) : { constant: false, code: ['$invalid', forms] };
  }

  private finish(tag: string, body?: () => void, first?: () => void): void {
    const { emission } = this;
    push(emission, endOfOpenTag(tag));
    if (isVoid(tag)) return;
    emission.tags.push(tag);
    first?.();
    body?.();
    emission.tags.pop();
    push(emission, closeTag(tag));
  }

  /** What the server asks of a form, and requests that its own element cannot carry. */
  private writeRequests(isPosted: boolean): void {
    const { emission } = this;
    if (isPosted) push(emission, ['late', 'csrf']);
    for (const request of this.behavior.more) {
      push(emission, startOfHidden);
      push(emission, ['request', request]);
      push(emission, '></span>');
    }
  }

  private addClasses(more: readonly string[]): void {
    if (more.length > 0) this.classes = [...this.classes, ...more];
  }

  private wantId(): void {
    this.pendingId.pending ??= codeOfInput(domId(this.node.address, this.emission));
  }
}

/** Carries a request of a form that its own element cannot. */
const startOfHidden = `${openTag('span')}${attribute('hidden', true)}`;
