import type { NodeObject } from '../document/types.ts';
import { grid, node, row, stack } from './page-nodes.ts';

const tones = ['neutral', 'accent', 'info', 'success', 'warning', 'danger'] as const;

/** What people meet most: actions, labels, a form, figures, rows, and messages, on each kind of surface. */
export const componentViews = (): readonly NodeObject[] => [
  row(
    'buttons',
    '{space.3}',
    (['solid', 'soft', 'outline', 'ghost', 'link'] as const).map((variant) =>
      node(`button-${variant}`, 'Button', { text: `${variant[0]!.toUpperCase()}${variant.slice(1)}`, variant }),
    ),
  ),
  ...(['soft', 'solid', 'outline'] as const).map((variant) =>
    row(
      `badges-${variant}`,
      '{space.2}',
      tones.map((tone) => node(`badge-${variant}-${tone}`, 'Badge', { text: tone, tone, variant })),
    ),
  ),
  grid('cards', '18rem', [formCard, ...(['outlined', 'filled', 'raised'] as const).map(card)]),
  grid(
    'alerts',
    '18rem',
    (['info', 'success', 'warning', 'danger'] as const).map((tone) =>
      node(`alert-${tone}`, 'Alert', { tone, title: words[tone][0], text: words[tone][1], live: 'off' }),
    ),
  ),
  node('chart', 'Chart', {
    kind: 'bar',
    title: 'Orders by week',
    data: [
      { week: 'W1', orders: 31 },
      { week: 'W2', orders: 42 },
      { week: 'W3', orders: 38 },
      { week: 'W4', orders: 55 },
    ],
    x: 'week',
    y: 'orders',
    height: 200,
    table: false,
  }),
];

const words = {
  info: ['Prices change on Monday', 'Open orders keep theirs.'],
  success: ['Order created', 'A confirmation is on its way.'],
  warning: ['A-1001 is late', 'It was due yesterday.'],
  danger: ['Payment failed', 'The card was declined.'],
} as const;

const card = (variant: 'outlined' | 'filled' | 'raised'): NodeObject =>
  node(
    `card-${variant}`,
    'Card',
    { variant },
    {
      slots: {
        default: [
          stack(`card-${variant}-parts`, '{space.4}', [
            node(`card-${variant}-figure`, 'Stat', {
              label: `On a card, ${variant}`,
              value: '€4,200',
              delta: '+12 %',
              trend: 'up',
              tone: 'success',
              spark: [31, 28, 34, 30, 36, 33, 38, 37, 42],
            }),
            node(`card-${variant}-progress`, 'Progress', { label: 'Goal', value: 60 }),
            node(`card-${variant}-link`, 'Link', { text: 'All orders', to: '#title' }),
          ]),
        ],
      },
    },
  );

const formCard = node(
  'form-card',
  'Card',
  {},
  {
    children: [
      node(
        'form',
        'Form',
        { form: 'look' },
        {
          children: [
            node('name', 'TextInput', { label: 'Name', placeholder: 'Ada Lovelace' }, { bind: '/name' }),
            node('plan', 'Select', { label: 'Plan' }, { bind: '/plan' }),
            node('news', 'Checkbox', { label: 'Send me news' }, { bind: '/news' }),
            node('beta', 'Switch', { label: 'Try new things' }, { bind: '/beta' }),
          ],
        },
      ),
    ],
  },
);
