import type { Attributes, AttributeValue, Input, Out } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import type { Template } from '../../expressions/index.ts';
import { attribute, closeTag, endOfOpenTag, isVoid, openTag, text as textMarkup } from '../../html/writer.ts';
import { wordsDocument } from '../../messages/index.ts';
import type { Code } from '../../program.ts';
import { asBinding, type Binding, type Bound, constant, express, type Variable } from '../4-optimize/bound.ts';
import { foldBound } from '../4-optimize/fold.ts';
import { roots, variableBinding } from '../4-optimize/scopes.ts';
import type { ElementNode, TreeNode } from '../4-optimize/tree.ts';
import { accessibilityAttributes } from './accessibility.ts';
import type { Behavior } from './actions.ts';
import { asInput, writeAttributes } from './attributes.ts';
import { axisAttributes } from './axes.ts';
import { domId } from './dom-ids.ts';
import { type Emission, mark, newSlot, slotOf } from './emission.ts';
import { codeOf, codeOfInput, constantInput, inExpression, inputOf } from './lower.ts';
import type { AnyOp } from './ops.ts';
import { withFirstPage } from './paging.ts';
import { plainAddress, visitTree } from './scan-tree.ts';
import type { PendingId } from './settle.ts';
import { styleClassOf } from './style-class.ts';
import { typesOf } from './types-of.ts';

/** What a fill is written with; passed in, because nodes contain fills and fills contain nodes. */
export type EmitNodes = (nodes: readonly TreeNode[], emission: Emission) => void;

/** The writer one component gets for one node. */
export function createOut(node: ElementNode, behavior: Behavior, emission: Emission, emitNodes: EmitNodes): Out {
  const classes = [...node.classes, ...node.style.flatMap((use) => styleClassOf(use.style, use.self, emission))];
  const pendingId: PendingId = { pending: null };
  const want = () => {
    pendingId.pending ??= codeOfInput(domId(node.address, emission));
  };
  if (behavior.request || emission.targets.wanted.has(plainAddress(node.address))) want();
  const write = (op: string | AnyOp) => {
    if (op !== '') emission.ops.push(op);
  };

  const element = (tag: string, attributes: Attributes, body?: () => void) => {
    write(openTag(tag));
    writeAttributes(attributes, node.place, emission);
    finishElement(tag, body);
  };
  const finishElement = (tag: string, body?: () => void) => {
    write(endOfOpenTag(tag));
    if (isVoid(tag)) return;
    emission.tags.push(tag);
    body?.();
    emission.tags.pop();
    write(closeTag(tag));
  };

  const out: Out = {
    element,
    root(tag, { class: own, id, ...attributes }, body) {
      const { handed } = emission;
      emission.handed = null;
      write(openTag(tag));
      if (id === undefined) emission.ops.push(pendingId);
      writeAttributes(
        {
          ...(id === undefined ? {} : { id }),
          class: joinClasses(own, classes),
          ...axisAttributes(node, emission),
          ...attributes,
          ...handed,
          ...behavior.attributes,
          ...accessibilityAttributes(node, emission),
        },
        node.place,
        emission,
      );
      if (behavior.request) write(['request', behavior.request]);
      write(['trace', node.place.id]);
      finishElement(tag, () => {
        if (tag === 'form' && attributes['method'] === 'post') write(['late', 'csrf']);
        for (const request of behavior.more) {
          write(startOfHidden);
          write(['request', request]);
          write('></span>');
        }
        body?.();
      });
      emission.handed = handed;
    },
    text(value) {
      const input = typeof value === 'string' ? constantInput(value) : asPlainInput(value);
      if (input.constant) write(textMarkup(input.value));
      else write(['text', input.code]);
    },
    slot(name, provide = {}, handed) {
      const fill = node.slots[name];
      if (!fill) return;
      for (const [key, variable] of Object.entries(fill.provided)) {
        emission.codes.set(variable, provided(provide[key]));
      }
      const before = emission.handed;
      if (handed) emission.handed = handed;
      emitNodes(fill.nodes, emission);
      emission.handed = before;
      mark(node.place, emission);
    },
    if(test, then, otherwise) {
      if (test.constant) return test.value === true ? then() : otherwise?.();
      write(['if', test.code]);
      then();
      if (otherwise) {
        write(['else']);
        otherwise();
      }
      write(['end']);
    },
    match(value, cases, otherwise) {
      if (value.constant) {
        const name = typeof value.value === 'object' ? '' : String(value.value);
        return Object.hasOwn(cases, name) ? cases[name]!() : otherwise?.();
      }
      write(['switch', value.code]);
      for (const [name, body] of Object.entries(cases)) {
        write(['case', name]);
        body();
      }
      if (otherwise) {
        write(['default']);
        otherwise();
      }
      write(['end']);
    },
    each(list, { as, index: indexName, key, limit = null }, body, empty) {
      const [item, index] = [newSlot(emission), newSlot(emission)];
      const one = { constant: false, code: ['slot', item] } as const;
      const at = { constant: false, code: ['slot', index] } as const;
      const keyOf = key ? codeOfInput(template(key as Json, { [as]: one, [indexName]: at })) : null;
      const variable: Variable = { name: 'key' };
      const loop = { item, index, key: keyOf === null ? null : slotOf(emission, variable), keyOf, limit };
      const before = emission.fillKeys.get(node.self);
      if (keyOf !== null) {
        const opened = { kind: 'loop', loop: node.self, key: variableBinding(variable) } as const;
        emission.fillKeys.set(node.self, [...(before ?? []), opened]);
      }
      write(['each', codeOfInput(list), loop]);
      body(one, at);
      if (!emission.usedKeys.has(variable)) loop.key = null;
      if (empty) {
        write(['else']);
        empty();
      }
      write(['end']);
      if (before) emission.fillKeys.set(node.self, before);
      else emission.fillKeys.delete(node.self);
    },
    isOpen: (value) => typeof value === 'object' && value !== null && emission.tokens.has(value),
    template: (value, names) => template(value, names),
    compute: (expression, names) => compute(expression, names),
    words(key, args = {}) {
      const given = Object.keys(args).map((name) => `${name}: ${name}`);
      const call = given.length === 0 ? `t('${key}')` : `t('${key}', { ${given.join(', ')} })`;
      return compute(call, args);
    },
    pictureSize: (source, side) => ({ constant: false, code: ['$size', side, codeOfInput(source)] }),
    messageParts(prop) {
      const bound = node.props[prop];
      if (bound?.kind !== 'template' || !isMessage(bound.template)) return null;
      const code = codeOf(bound, emission);
      return Array.isArray(code) && code[0] === 't' ? { constant: false, code: ['parts', ...code.slice(1)] } : null;
    },
    call(builtin, args) {
      const entries = Object.entries(args).flatMap(([name, input]) => [
        name,
        inExpression(codeOfInput(asPlainInput(input)), emission),
      ]);
      mark(node.place, emission);
      const { measured } = emission.context;
      write(
        measured
          ? ['call', builtin, ['map', ...entries], typesOf(node, emission)]
          : ['call', builtin, ['map', ...entries]],
      );
    },
    id(suffix) {
      if (suffix === undefined) want();
      return domId(node.address, emission, suffix);
    },
    style(style) {
      classes.push(...styleClassOf(constant(style), null, emission));
    },
    styleClass: (style) => styleClassOf(constant(style), null, emission)[0] ?? '',
    param: (name) =>
      inputOf(express(`params.${name}`, { params: variableBinding(roots.params) }, engineScope), emission),
    ownAddress: (changes) => ({ constant: false, code: ['$self', codesOf(withFirstPage(changes, emission))] }),
    current: (to) => ({ constant: false, code: ['$current', codeOfInput(to)] }),
    localTime: (instant) => ({ constant: false, code: ['$local', codeOfInput(instant)] }),
    toasts: () => ({ constant: false, code: ['$toasts'] }),
    hasErrors(slot) {
      const forms = formsIn(node.slots[slot]?.nodes ?? []);
      return forms.length === 0 ? constantInput(false) : { constant: false, code: ['$invalid', forms] };
    },
  };

  /** Parts of constant props may be open: they arrive as tokens, which are inputs with no names of their own. */
  function asPlainInput(input: Input): Input {
    return emission.tokens.has(input) ? template(input as unknown as Json, {}) : input;
  }

  function template(value: Json, names: Readonly<Record<string, Input>>): Input {
    const bound = openTokens(value);
    for (const [name, input] of Object.entries(names)) {
      const variable = node.locals[name];
      if (variable) emission.codes.set(variable, provided(input));
    }
    return inputOf(bound, emission);
  }

  function openTokens(value: Json): Bound {
    if (value === null || typeof value !== 'object') return constant(value);
    const token = emission.tokens.get(value);
    if (token) return token;
    if (Array.isArray(value)) return { kind: 'list', items: value.map(openTokens) };
    return {
      kind: 'map',
      entries: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, openTokens(item)])),
    };
  }

  function compute(expression: string, names: Readonly<Record<string, Input>>): Input {
    const bindings = Object.entries(names).map(([name, input]) => [name, bindingOfInput(input)] as const);
    const bound = express(expression, Object.fromEntries(bindings), engineScope);
    const isKnown = Object.values(names).every((input) => input.constant);
    return inputOf(isKnown || emission.context.fold ? foldBound(bound, new Map()) : bound, emission);
  }

  function bindingOfInput(input: Input): Binding {
    const plain = asPlainInput(input);
    if (plain.constant)
      return plain.value !== null && typeof plain.value === 'object'
        ? asBinding(openTokens(plain.value))
        : { kind: 'constant', value: plain.value };
    const variable: Variable = { name: 'input' };
    emission.codes.set(variable, inExpression(plain.code, emission));
    return variableBinding(variable);
  }

  const provided = (input: Input | undefined) => (input ? inExpression(codeOfInput(input), emission) : null);

  return out;
}

const codesOf = (inputs: Readonly<Record<string, Input>>): Readonly<Record<string, Code>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, codeOfInput(input)]));

/** Form nodes in these nodes, as `RenderInput.formErrors` names them. */
function formsIn(nodes: readonly TreeNode[]): readonly string[] {
  const found: string[] = [];
  visitTree(nodes, (node) => {
    if (node.kind === 'form' && node.form.name !== null) found.push(node.form.node);
  });
  return found;
}
/** One call of `t` and nothing else; what a name stands for does not count, because moving it must change nothing. */
const isMessage = ({ whole, parts: [only] }: Template): boolean =>
  whole && typeof only === 'object' && only.ast?.kind === 'call' && only.ast.name === 't';

/** Carries a request of a form that its own element cannot. */
const startOfHidden = `${openTag('span')}${attribute('hidden', true)}`;

/** Expressions of the engine itself: its own words, no aliases. */
const engineScope = { names: new Map<string, Binding>(), owner: wordsDocument, aliasOf: (alias: string) => alias };

function joinClasses(own: AttributeValue, more: readonly string[]): AttributeValue {
  const input = asInput(own);
  if (!input.constant) return input;
  const first = typeof input.value === 'string' ? input.value : '';
  if (more.length === 0) return first || null;
  return [...(typeof input.value === 'string' ? [first] : []), ...new Set(more)].join(' ') || null;
}
