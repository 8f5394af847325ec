import { base, circle, document, extending, nodes, page, type Section, styles, words } from './sentence.testing.ts';

export const references: readonly Section[] = [
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
];
