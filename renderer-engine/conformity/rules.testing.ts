import { assert, count, order, page, type Section } from './sentence.testing.ts';

export const rules: readonly Section[] = [
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
];
