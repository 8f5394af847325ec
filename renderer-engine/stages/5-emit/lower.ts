import type { Input } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import { childrenOf } from '../../expressions/children.ts';
import { type Argument, constantCode, type Expression, lowerTemplate, type Template } from '../../expressions/index.ts';
import type { Code } from '../../program.ts';
import { type Binding, type Bound, bindingOf, type Scope } from '../4-optimize/bound.ts';
import { type Emission, newSlot, push, slotOf } from './emission.ts';

/** A bound value as `emit` sees it: constant, or a hole with code over frame slots. */
export const inputOf = (bound: Bound, emission: Emission): Input =>
  bound.kind === 'constant' ? constantInput(bound.value) : { constant: false, code: codeOf(bound, emission) };

export const constantInput = (value: Json): Input => ({ constant: true, value });

export const codeOfInput = (input: Input): Code => (input.constant ? constantCode(input.value) : input.code);

/** Names become frame slots; what is a list or map of several values is put together by the renderer. */
export function codeOf(bound: Bound, emission: Emission): Code {
  switch (bound.kind) {
    case 'constant':
      return constantCode(bound.value);
    case 'list':
      return ['list', ...bound.items.map((item) => inExpression(codeOf(item, emission), emission))];
    case 'map':
      return [
        'map',
        ...Object.entries(bound.entries).flatMap(([key, item]) => [
          key,
          inExpression(codeOf(item, emission), emission),
        ]),
      ];
    case 'template': {
      const { template, scope } = bound;
      collectMessages(template, scope, emission);
      return lowerTemplate(template, {
        owner: scope.owner,
        aliasOf: scope.aliasOf,
        slotOf: (name) => codeOfBinding(bindingOf(name, scope), emission),
      });
    }
  }
}

export function codeOfBinding(binding: Binding, emission: Emission): Code {
  switch (binding.kind) {
    case 'constant':
      return constantCode(binding.value);
    case 'variable':
      return emission.codes.get(binding.variable) ?? ['slot', slotOf(emission, binding.variable)];
    case 'alias':
      return inExpression(codeOf(binding.bound, emission), emission);
    case 'record':
      throw new Error('A record is opened before it is lowered.');
  }
}

/** Code that may stand inside an expression: values the expression language has no words for go through a slot. */
export function inExpression(code: Code, emission: Emission): Code {
  if (!Array.isArray(code) || typeof code[0] !== 'string' || !code[0].startsWith('$')) return code;
  const slot = newSlot(emission);
  push(emission, ['set', slot, code]);
  return ['slot', slot];
}

function collectMessages(template: Template, scope: Scope, emission: Emission): void {
  for (const part of template.parts) {
    if (typeof part !== 'string' && part.ast) visitCalls(part.ast, (call) => useMessage(call, scope, emission));
  }
}

function useMessage(call: Expression & { kind: 'call' }, scope: Scope, emission: Emission): void {
  const [key] = call.args;
  if (call.name !== 't' || !key) return;
  const text = key.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
  const colon = text?.indexOf(':') ?? -1;
  const owner = text !== null && colon > 0 ? scope.aliasOf(text.slice(0, colon)) : scope.owner;
  if (text === null) emission.messages.set(owner, 'all');
  else {
    const keys = emission.messages.get(owner) ?? new Set();
    if (keys !== 'all') emission.messages.set(owner, keys.add(text.slice(colon + 1)));
  }
}

function visitCalls(ast: Argument, visit: (call: Expression & { kind: 'call' }) => void): void {
  if (ast.kind === 'call') visit(ast);
  for (const child of childrenOf(ast)) visitCalls(child, visit);
}
