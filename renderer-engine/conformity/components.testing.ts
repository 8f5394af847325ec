import { component, order, page, part, type Section } from './sentence.testing.ts';

export const components: readonly Section[] = [
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
];
