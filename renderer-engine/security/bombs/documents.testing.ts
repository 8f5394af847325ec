import { type Bomb, document, many, named, page, text } from './bomb.testing.ts';

const doubling = (make: (next: string) => object): object => {
  const types = { ...named(60, 'T', (at) => make(`#/defs/types/T${at + 1}`)), T60: { type: 'object' } };
  return { defs: { types }, forms: { own: { schema: { $ref: '#/defs/types/T0' } } } };
};
const twice = (one: object): object[] => ['a', 'b'].map((id) => ({ ...one, id }));
const nesting = 'the nesting of lists and objects is 65, the limit is 64';
const expanded = 'the number of nodes, components expanded is more than 20000';
const schemaSize = 'the size of this schema, references followed is more than 5000';

/** Circles, chains and products in what is written; compiling has to come to an end. */
export const documentBombs: Readonly<Record<string, () => Bomb>> = {
  'lists 100,000 deep': () => ({
    documents: [`${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    told: ['UI9001', '', nesting],
  }),
  'objects 100,000 deep': () => ({
    documents: [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    told: ['UI9001', '', nesting],
  }),
  'nodes nested 1,000 deep': () => ({
    documents: [
      page().replace(
        /"view":\{.*\}\}/,
        `"view":${'{"id":"a","type":"Box","children":['.repeat(1_000)}${']}'.repeat(1_000)}`,
      ),
    ],
    told: ['UI9001', '', nesting],
  }),
  'a chain of 60 doubling references': () => ({
    documents: [page(doubling(($ref) => ({ type: 'object', properties: { a: { $ref }, b: { $ref } } })))],
    told: ['UI9001', '/defs/types/T31/properties/a', schemaSize],
  }),
  'a chain of 60 doubling allOf': () => ({
    documents: [page(doubling(($ref) => ({ allOf: [{ $ref }, { $ref }] })))],
    told: ['UI9001', '/defs/types/T31/allOf/0', schemaSize],
  }),
  'nodes that refer to each other 60 times': () => ({
    documents: [
      page({
        defs: { nodes: { ...named(60, 'n', (at) => ({ $ref: `#/defs/nodes/n${at + 1}`, id: 'i' })), n60: text('x') } },
        view: { $ref: '#/defs/nodes/n0', id: 'root' },
      }),
    ],
    told: ['UI9001', '/defs/nodes/n31/$ref', 'the chain of "$ref" is more than 32'],
  }),
  'nodes that double 30 times': () => ({
    documents: [
      page({
        defs: {
          nodes: {
            ...named(30, 'n', (at) => ({
              id: 'box',
              type: 'Box',
              children: twice({ $ref: `#/defs/nodes/n${at + 1}` }),
            })),
            n30: text('x'),
          },
        },
        view: { $ref: '#/defs/nodes/n0', id: 'root' },
      }),
    ],
    told: ['UI9001', '/defs/nodes/n29', expanded],
  }),
  'components that double 14 times': () => ({
    documents: [
      page({
        defs: {
          components: {
            ...named(14, 'C', (at) => ({ view: { id: 'box', type: 'Box', children: twice({ type: `C${at + 1}` }) } })),
            C14: { view: text('x') },
          },
        },
        view: { id: 'root', type: 'C0' },
      }),
    ],
    told: ['UI9001', '/defs/components/C0/view/children/1', expanded],
  }),
  'a component that is made of itself': () => ({
    documents: [
      page({ uses: { Own: 'test/own@^1.0.0' }, view: { id: 'root', type: 'Own' } }),
      document('component', 'own', { uses: { Own: 'test/own@^1.0.0' }, view: { id: 'root', type: 'Own' } }),
    ],
    told: ['UI3002', '/view/type', 'test/own@1.0.0 → test/own@1.0.0'],
  }),
  'a component in its own slot': () => ({
    documents: [
      page({ uses: { Own: 'test/own@^1.0.0' }, view: { id: 'root', type: 'Own' } }),
      document('component', 'own', {
        uses: { Own: 'test/own@^1.0.0' },
        slots: { default: {} },
        view: {
          id: 'box',
          type: 'Box',
          children: [{ id: 'in', type: 'Slot', props: { name: 'default' }, children: [{ id: 'again', type: 'Own' }] }],
        },
      }),
    ],
    told: ['UI3002', '/view/children/0/children/0/type', 'test/own@1.0.0 → test/own@1.0.0'],
  }),
  'slots that double 14 times': () => ({
    documents: [
      page({
        defs: {
          components: {
            Twice: {
              slots: { default: {} },
              view: {
                id: 'box',
                type: 'Box',
                children: twice({ type: 'Slot', props: { name: 'default' } }),
              },
            },
          },
        },
        view: many(14, (at) => at).reduce(
          (inner: object, at) => ({ id: `t${at}`, type: 'Twice', children: [inner] }),
          text('x', { id: 'leaf' }),
        ),
      }),
    ],
    told: ['UI9001', '/view/children/', 'the number of nodes after expansion is 20001, the limit is 20000'],
  }),
  'layouts that extend each other 20 times': () => ({
    documents: [
      page({ extends: 'test/l0@^1.0.0', view: undefined, slots: {} }),
      ...many(20, (at) =>
        document('layout', `l${at}`, at < 19 ? { extends: `test/l${at + 1}@^1.0.0`, slots: {} } : { view: text('x') }),
      ),
    ],
    told: ['UI9001', '/extends', 'the chain of "extends" is 9, the limit is 8'],
  }),
  'layouts that extend each other in a circle': () => ({
    documents: [
      page({ extends: 'test/l0@^1.0.0', view: undefined, slots: {} }),
      document('layout', 'l0', { extends: 'test/l1@^1.0.0', slots: {} }),
      document('layout', 'l1', { extends: 'test/l0@^1.0.0', slots: {} }),
    ],
    told: ['UI3002', '/extends', 'test/l0@1.0.0'],
  }),
  'components that use each other 600 times': () => ({
    documents: [
      page({ uses: { C: 'test/c0@^1.0.0' }, view: { id: 'root', type: 'C' } }),
      ...many(600, (at) =>
        document('component', `c${at}`, { uses: { C: `test/c${at + 1}@^1.0.0` }, view: { id: 'root', type: 'C' } }),
      ),
    ],
    told: ['UI9001', '/uses', 'the number of documents, those of others included is more than 512'],
  }),
  '10,000 names of other documents': () => ({
    documents: [page({ uses: named(10_000, 'C', (at) => `test/c${at}@^1.0.0`) })],
    told: ['UI9001', '/uses', 'the number of used documents is 10000, the limit is 64'],
  }),
  'a page that includes itself': () => ({
    documents: [page({ uses: { P: 'test/bomb@^1.0.0' }, view: { id: 'root', type: 'Include', props: { page: 'P' } } })],
    told: ['UI3002', '/view', 'test/bomb@1.0.0 → test/bomb@1.0.0'],
  }),
  'styles in a circle': () => ({
    documents: [
      page({
        defs: { styles: { a: { $ref: '#/defs/styles/b' }, b: { $ref: '#/defs/styles/a' } } },
        view: text('a', { style: { $ref: '#/defs/styles/a' } }),
      }),
    ],
    told: ['UI3002', '/defs/styles/b/$ref', '/defs/styles/a'],
  }),
  '5,000 fixtures that extend each other': () => ({
    documents: [
      page({ tests: { fixtures: named(5_000, 'f', (at) => (at < 4_999 ? { extends: `f${at + 1}` } : {})) } }),
    ],
    told: ['UI9001', '/tests/fixtures/f0/extends', 'the chain of "extends" of a fixture is more than 32'],
  }),
  'names in a circle': () => ({
    documents: [page({ view: text('${a}', { let: { a: '${b}', b: '${a}' } }) })],
    told: ['UI4108', '/view/let/a', 'a → b → a'],
  }),
  'names that need each other 5,000 times': () => ({
    documents: [
      page({
        view: text('${v5000}', { let: { v0: 1, ...named(5_001, 'v', (at) => (at ? `\${v${at - 1} + 1}` : 1)) } }),
      }),
    ],
    told: ['UI9001', '/view/props/text', 'the number of expressions is more than 5000'],
  }),
};
