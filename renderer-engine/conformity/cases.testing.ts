import { page, type Section } from './sentence.testing.ts';

export const cases: readonly Section[] = [
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
];
