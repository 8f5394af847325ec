import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { EngineOptions, RenderInput } from './engine.ts';

/**
 * Sentences of the language, each with a document that keeps to it or breaks it. What has a sample of its own (a
 * keyword, a diagnostic, a component) stands there; this is for the rest.
 */
interface Sentence {
  readonly says: string;
  readonly document: object;
  readonly others?: readonly object[];
  readonly options?: EngineOptions;
  readonly input?: RenderInput;
  /** `code pointer`, in order. */
  readonly told: readonly string[];
  /** Part of the page. */
  readonly shows?: string;
}

const document = (kind: string, id: string, more: object) => ({
  $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
  kind,
  id,
  version: '1.0.0',
  title: 'T',
  ...more,
});
const page = (more: object, children: readonly unknown[] = []) =>
  document('page', 'acme/page', { view: { id: 'root', type: 'Stack', children }, ...more });
const extending = (more: object) => document('page', 'acme/page', { extends: 'acme/base@^1.0.0', ...more });
const component = (more: object) =>
  document('component', 'acme/part', { view: { id: 'in', type: 'Text', props: { text: 'part' } }, ...more });
const part = (more: object = {}) =>
  page({ uses: { Part: 'acme/part@^1.0.0' } }, [{ id: 'one', type: 'Part', ...more }]);
const words = (text: string, more: object = {}) => ({ id: 'words', type: 'Text', props: { text }, ...more });

const base = document('layout', 'acme/base', {
  view: {
    id: 'base',
    type: 'Stack',
    children: [words('base'), { id: 'main', type: 'Slot', props: { name: 'default' } }],
  },
});
const order = { schema: { type: 'object', properties: { count: { type: 'integer' } } } };
const count = { id: 'count', type: 'NumberInput', bind: '/count', props: { label: 'Count' } };
const assert = '${form.value.count > 3}';
const styles = { roomy: { gap: '{space.4}' } };
const nodes = { frame: { id: 'frame', type: 'Stack', children: ['inside'] } };
const circle = { Ping: { $ref: '#/defs/types/Pong' }, Pong: { $ref: '#/defs/types/Ping' } };

describe.each<[section: string, sentences: readonly Sentence[]]>([
  [
    '2.1 documents',
    [
      {
        says: 'head.status is one of six',
        document: page({ head: { status: 201 } }),
        told: ['UI2004 /head/status'],
      },
      {
        says: 'params are scalars or lists of scalars',
        document: page({
          params: {
            one: { type: 'object' },
            two: { type: 'array', items: { type: 'string' } },
            three: { type: 'array', items: { type: 'array' } },
          },
        }),
        told: ['UI2015 /params/one', 'UI2015 /params/three'],
      },
      {
        says: 'a default fits its own schema',
        document: page({ params: { day: { type: 'string', format: 'date', default: 'soon' } } }),
        told: ['UI2015 /params/day/default'],
      },
      {
        says: 'the namespace core ships with the engine',
        document: page({ id: 'core/page' }),
        told: ['UI3031 /id'],
      },
      {
        says: 'keys of ext are reverse domains',
        document: page({ ext: { 'com.example.editor': { any: 1 }, editor: 1 } }),
        told: ['UI2017 /ext/editor'],
      },
      {
        says: 'events do not start with htmx',
        document: component({ events: { htmxLoad: {}, 'orders.changed': {} } }),
        told: ['UI2017 /events/htmxLoad'],
      },
    ],
  ],
  [
    '2.2 nodes',
    [
      {
        says: 'a11y is a closed set',
        document: page({}, [words('x', { a11y: { role: 'wizard' } })]),
        told: ['UI2004 /view/children/0/a11y/role'],
        shows: '<p class="ui-text">x</p>',
      },
      {
        says: 'a Match slot name is compared with the value as text',
        document: page({ params: { on: { type: 'boolean', default: true }, step: { type: 'integer', default: 2 } } }, [
          { id: 'flag', type: 'Match', props: { on: '${params.on}' }, slots: { true: ['yes'], false: ['no'] } },
          { id: 'number', type: 'Match', props: { on: '${params.step}' }, slots: { 2: ['two'], default: ['other'] } },
        ]),
        told: [],
        shows: 'yestwo',
      },
      {
        says: '$${ is a literal ${, and the only escape',
        document: page({}, ["$${x} $$${1} $ {x} ${'$'}${1}"]),
        told: [],
        shows: '${x} $${1} $ {x} $1',
      },
    ],
  ],
  [
    '2.3 annotations and profile',
    [
      {
        says: 'x-ui has these keys and contexts',
        document: component({
          props: { type: 'object', properties: { a: { type: 'string', 'x-ui': { contxt: 'url', context: 'html' } } } },
        }),
        told: ['UI2015 /props/properties/a/x-ui/contxt', 'UI2015 /props/properties/a/x-ui/context'],
      },
      {
        says: 'axis props have no default',
        document: component({
          props: { type: 'object', properties: { tone: { enum: ['a'], default: 'a', 'x-ui': { axis: true } } } },
        }),
        told: ['UI2015 /props/properties/tone/x-ui'],
      },
      {
        says: 'a prop with dynamic: false is constant after inlining',
        document: part({ props: { level: '${ctx.locale}', items: ['${ctx.locale}'] } }),
        others: [
          component({
            props: {
              type: 'object',
              properties: {
                level: { type: 'string', 'x-ui': { dynamic: false } },
                items: { type: 'array', 'x-ui': { dynamic: false } },
              },
            },
          }),
        ],
        told: ['UI2013 /view/children/0/props/level'],
      },
      {
        says: 'conditions are for forms',
        document: page({
          data: { one: { source: 'one', schema: { type: 'object', not: { required: ['a'] } } } },
          forms: { f: { schema: { type: 'object', if: { required: ['a'] }, else: { required: ['b'] } } } },
        }),
        told: ['UI2015 /data/one/schema/not'],
      },
      {
        says: 'format is asserted, so there are no others',
        document: page({ params: { a: { type: 'string', format: 'datetime' } } }),
        told: ['UI2015 /params/a/format'],
      },
    ],
  ],
  [
    '5 references, inheritance',
    [
      {
        says: 'a $ref belongs to the document in which it is written',
        document: page({ uses: { shared: 'acme/shared@^1.0.0' } }, [
          { id: 'own', $ref: 'shared#/defs/nodes/frame', style: { $ref: 'shared#/defs/styles/roomy' } },
        ]),
        others: [document('library', 'acme/shared', { defs: { styles, nodes } })],
        told: [],
        shows: '<div class="ui-stack u-',
      },
      {
        says: 'a circle of types is one problem',
        document: document('library', 'acme/types', { defs: { types: circle } }),
        told: ['UI3002 /defs/types/Pong'],
      },
      {
        says: 'a $ref holds no hole',
        document: page({ defs: { styles } }, [words('x', { style: { $ref: '#/defs/styles/${ctx.locale}' } })]),
        told: ['UI3001 /view/children/0/style/$ref'],
      },
      {
        says: 'an action that refers to itself does nothing',
        document: page({ defs: { actions: { again: { $ref: '#/defs/actions/again', do: 'print' } } } }, [
          { id: 'b', type: 'Button', props: { text: 'B' }, on: { click: { $ref: '#/defs/actions/again' } } },
        ]),
        told: ['UI3002 /defs/actions/again/$ref'],
        shows: '<button class="ui-button" type="button"><span>B</span></button>',
      },
      {
        says: 'a large number in a hole is no pattern',
        document: page({}, [words('${2000} ${12345}')]),
        told: [],
      },
      {
        says: 'overrides name what is there',
        document: extending({
          slots: { default: ['mine'] },
          overrides: {
            base: {
              children: [
                { ...words('after'), id: 'late', $after: 'wrods' },
                { id: 'gone', $remove: true },
                { ...words('first'), id: 'early', $before: 'words' },
                { ...words('first'), id: 'earlier', $before: 'early' },
              ],
            },
          },
        }),
        others: [base],
        told: ['UI3103 /overrides/base/children/0/$after', 'UI3103 /overrides/base/children/1/id'],
        shows: '<p class="ui-text">first</p><p class="ui-text">first</p><p class="ui-text">base</p>mine',
      },
    ],
  ],
  [
    '8.1 definitions',
    [
      {
        says: 'children.allowedIn is for instances, not for the document alone',
        document: component({ children: { allowedIn: ['Card'] } }),
        told: [],
        shows: 'part',
      },
      {
        says: 'children.allowedIn names types, categories or ids',
        document: page({ uses: { Part: 'acme/part@^1.0.0' } }, [{ id: 'one', type: 'Part' }]),
        others: [component({ children: { allowedIn: ['layout'] } })],
        told: [],
      },
      {
        says: 'accepts, allowedIn and notIn name what there is',
        document: component({
          children: { allowedIn: ['Crad', 'layuot', 'my-widgets', 'acme/part'], notIn: ['acme/other'] },
          slots: { rows: { accepts: ['Text', 'Icn'] } },
          view: { id: 'in', type: 'Stack', children: [{ id: 'rows', type: 'Slot', props: { name: 'rows' } }] },
        }),
        told: [
          'UI3020 /children/allowedIn/0',
          'UI3020 /children/allowedIn/1',
          'UI3020 /children/notIn/0',
          'UI3020 /slots/rows/accepts/1',
        ],
      },
      {
        says: 'a slot that has too few nodes is one problem',
        document: part({ slots: { rows: [] } }),
        others: [
          component({
            slots: { rows: { min: 1 } },
            view: { id: 'in', type: 'Stack', children: [{ id: 'rows', type: 'Slot', props: { name: 'rows' } }] },
          }),
        ],
        told: ['UI2007 /view/children/0/slots/rows'],
      },
    ],
  ],
  [
    '6.3 messages',
    [
      {
        says: 'a document that stands alone has every key in each of its languages',
        document: page(
          { messages: { en: { hello: 'Hello', bye: 'Bye' }, de: { hello: 'Hallo' }, 'de-AT': { hello: 'Servus' } } },
          [words("${t('hello')} ${t('bye')}")],
        ),
        told: ['UI4201 /messages/en/bye'],
      },
      {
        says: 'an argument that one of its languages needs is given',
        document: page({ messages: { en: { hello: 'Hello {$name}' }, de: { hello: 'Hallo {$nmae}' } } }, [
          words("${t('hello', { name: 'Ada' })}"),
        ]),
        told: ['UI4202 /view/children/0/props/text'],
      },
    ],
  ],
  [
    '7 tests',
    [
      {
        says: 'calls of a fixture are those of the manifest, and answer as it says',
        document: page({
          tests: {
            fixtures: {
              base: {
                calls: {
                  'orders.cancle': { result: {} },
                  'orders.cancel': { result: { id: 1 } },
                  'orders.create': { status: 409, errors: [{ at: '/qty', message: 'Taken' }] },
                },
              },
            },
          },
        }),
        options: {
          manifests: {
            calls: {
              calls: {
                'orders.cancel': { result: { type: 'object', properties: { id: { type: 'string' } } } },
                'orders.create': {},
              },
            },
          },
        },
        told: [
          'UI5011 /tests/fixtures/base/calls/orders.cancle',
          'UI5011 /tests/fixtures/base/calls/orders.cancel/result/id',
        ],
      },
      {
        says: 'the id of a case is its own',
        document: page({
          tests: {
            fixtures: { base: {} },
            cases: [
              { id: 'one', fixture: 'base' },
              { id: 'one', fixture: 'base' },
            ],
          },
        }),
        told: ['UI2003 /tests/cases/1/id'],
      },
    ],
  ],
  [
    '8.2 the catalog',
    [
      {
        says: 'a Form needs "form" unless its method is get',
        document: page({ forms: { order } }, [
          { id: 'none', type: 'Form' },
          { id: 'both', type: 'Form', props: { form: 'order', method: 'get' } },
          { id: 'posts', type: 'Form', props: { form: 'order' } },
          { id: 'asks', type: 'Form', props: { method: 'get' } },
        ]),
        told: ['UI2018 /view/children/0/type', 'UI2005 /view/children/1/props/method'],
      },
    ],
  ],
  [
    '4.2 rules',
    [
      {
        says: 'a rule that runs at a change makes its field a part, without "live"',
        document: page(
          {
            forms: {
              order: { ...order, rules: [{ id: 'few', assert, at: '/count', message: 'Few', when: 'change' }] },
            },
          },
          [{ id: 'order', type: 'Form', props: { form: 'order' }, children: [count] }],
        ),
        told: [],
        shows: 'hx-trigger="change from:#ui-count delay:150ms"',
      },
      {
        says: 'a warning stands beside its field, which is not invalid',
        document: page(
          {
            forms: {
              order: { ...order, rules: [{ id: 'few', assert, at: '/count', message: 'Few', severity: 'warning' }] },
            },
          },
          [{ id: 'order', type: 'Form', props: { form: 'order' }, children: [count] }],
        ),
        input: { formWarnings: { order: { '/count': ['Few'] } } },
        told: [],
        shows:
          'aria-describedby="ui-count-warnings"><ul id="ui-count-warnings" class="ui-field__warnings"><li>Few</li></ul>',
      },
      {
        says: 'a check is one of the manifest, with the arguments it takes',
        document: page({
          forms: {
            order: {
              schema: { type: 'object', properties: { count: { type: 'integer' } } },
              rules: [
                { id: 'a', check: 'stok', at: '/count', message: 'No.' },
                { id: 'b', check: 'stock', with: { count: '${ctx.locale}' }, at: '/count', message: 'No.' },
                { id: 'c', check: 'stock', at: '/count', message: 'No.' },
                { id: 'd', check: 'stock', with: { count: 1 }, at: '/count', message: 'No.' },
              ],
            },
          },
        }),
        options: {
          manifests: {
            calls: {
              checks: {
                stock: { args: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } } },
              },
            },
          },
        },
        told: [
          'UI5101 /forms/order/rules/0/check',
          'UI4102 /forms/order/rules/1/with/count',
          'UI5002 /forms/order/rules/2/check',
        ],
      },
    ],
  ],
])('language.md %s', (_, sentences) => {
  it.each(sentences.map((one) => [one.says, one] as const))('%s', (_says, sentence) => {
    const { document: root, others = [], options = {}, input, told, shows } = sentence;
    const texts = others.map((one) => ({ id: (one as { id: string }).id, text: JSON.stringify(one) }));
    const engine = createEngine({ ...options, documents: { find: (id) => texts.filter((one) => one.id === id) } });
    const { diagnostics, program } = engine.compile(JSON.stringify(root, null, 2));
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(told);
    if (shows !== undefined) expect(engine.render(program!, input).html).toContain(shows);
  });
});
