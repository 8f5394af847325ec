import { createEngine } from './create-engine.ts';
import type { Json, JsonObject } from './document/types.ts';
import type { CompileOptions, RenderInput } from './engine.ts';

const order = {
  type: 'object',
  properties: { id: { type: 'string' }, lines: { type: 'array', items: { type: 'string' } } },
};

export const data = {
  orders: { source: 'orders.all', args: { q: '${params.q}' }, schema: { type: 'array', items: order } },
  other: { source: 'other.all', schema: { type: 'string' } },
};

export const document = (children: Json, more: JsonObject = {}): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/page',
    version: '1.0.0',
    title: 'Test',
    route: '/test',
    params: {
      q: { type: 'string', default: '' },
      page: { type: 'integer', default: 1 },
      open: { type: 'boolean', default: true },
      side: { enum: ['a', 'b', 'c'], default: 'a' },
    },
    data,
    view: { id: 'root', type: 'Stack', children },
    ...more,
  });

/** A page of these nodes, compiled without an error. */
export function compile(children: Json, more: JsonObject = {}, options: CompileOptions = {}) {
  const engine = createEngine();
  const { program, diagnostics } = engine.compile(document(children, more), options);
  if (!program) throw new Error(JSON.stringify(diagnostics));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  return {
    engine,
    program,
    fragment: (address: string, input: RenderInput = {}) => engine.renderFragment(program, address, input),
  };
}

/** Makes the nodes with these ids targets; in loops that the button is not in, one of them: `id:key`. */
export const refresh = (...targets: readonly string[]) =>
  targets.map((target) => {
    const [id = '', key] = target.split(':');
    const action: JsonObject = { do: 'refresh', target: id, ...(key !== undefined && { key }) };
    return { id: `refresh-${id}`, type: 'Button', props: { text: 'Again' }, on: { click: action } };
  });
export const text = (id: string, value: string, more: JsonObject = {}) => ({
  id,
  type: 'Text',
  props: { text: value },
  ...more,
});
export const orders = [
  { id: 'A-1', lines: ['x', 'y'] },
  { id: 'B/2', lines: ['y'] },
];
