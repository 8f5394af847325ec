import { component, page, part, type Section, words } from './sentence.testing.ts';

export const documents: readonly Section[] = [
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
];
