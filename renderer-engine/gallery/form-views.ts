import type { JsonSchema, Node, NodeObject } from '../document/types.ts';
import type { RenderInput } from '../engine.ts';
import { grid, node, note, stack } from './page-nodes.ts';

/** The form of the page that the views below fill. */
export const shownForm = 'showcase';

export const shownSchema: JsonSchema = {
  type: 'object',
  required: ['name', 'email'],
  properties: {
    name: { type: 'string', minLength: 1 },
    email: { type: 'string', format: 'email' },
    plan: { type: 'string', enum: ['Team', 'Business'] },
    seats: { type: 'integer', minimum: 1 },
    start: { type: 'string', format: 'date' },
    pay: { type: 'string', enum: ['Card', 'Invoice'] },
    note: { type: 'string', maxLength: 80 },
    news: { type: 'boolean' },
    beta: { type: 'boolean' },
  },
};

const filled = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  plan: 'Team',
  seats: 12,
  start: '2026-03-01',
  pay: 'Invoice',
  note: 'Call before you come.',
  news: true,
  beta: true,
};

/** What was typed into them, and what was wrong with it. */
export const shownInput: Pick<RenderInput, 'form' | 'formErrors'> = {
  form: {
    'form-filled': filled,
    'form-mistaken': { ...filled, name: '', email: 'ada@', seats: 0, news: false, beta: false },
    'form-settled': filled,
  },
  formErrors: {
    'form-mistaken': {
      '/name': ['Say what we may call you.'],
      '/email': ['This is no e-mail address.'],
      '/seats': ['At least one.'],
      '/news': ['Please agree.'],
    },
  },
};

/** Inputs together: empty, filled, sent with mistakes, not to be changed, and in each layout. */
export const formViews = (): readonly NodeObject[] => [
  grid('form-states', '13rem', [
    card('Empty', form('form-empty', {}, inputs('form-empty'))),
    card('Filled', form('form-filled', {}, inputs('form-filled'))),
    card('Sent with mistakes', form('form-mistaken', {}, inputs('form-mistaken'))),
    card('Not to be changed', form('form-settled', { readonly: true }, inputs('form-settled'))),
  ]),
  card('layout: inline', form('form-inline', { layout: 'inline' }, few('form-inline'))),
  card('layout: horizontal', form('form-horizontal', { layout: 'horizontal' }, inputs('form-horizontal'))),
];

const card = (words: string, shown: NodeObject): NodeObject =>
  node(
    `${shown.id}-card`,
    'Card',
    {},
    { children: [stack(`${shown.id}-stack`, '{space.4}', [note(`${shown.id}-words`, words), shown])] },
  );

const form = (id: string, props: Readonly<Record<string, string | boolean>>, children: readonly Node[]): NodeObject =>
  node(id, 'Form', { form: shownForm, ...props }, { children });

const few = (id: string): readonly NodeObject[] => [
  node(`${id}-name`, 'TextInput', { label: 'Name', placeholder: 'Ada Lovelace' }, { bind: '/name' }),
  node(`${id}-plan`, 'Select', { label: 'Plan' }, { bind: '/plan' }),
  node(`${id}-send`, 'Button', { text: 'Search', kind: 'submit' }),
];

const inputs = (id: string): readonly NodeObject[] => [
  node(`${id}-name`, 'TextInput', { label: 'Name' }, { bind: '/name' }),
  node(`${id}-email`, 'TextInput', { label: 'E-mail', kind: 'email', help: 'For the invoice.' }, { bind: '/email' }),
  node(`${id}-plan`, 'Select', { label: 'Plan' }, { bind: '/plan' }),
  node(`${id}-seats`, 'NumberInput', { label: 'Seats', unit: 'people' }, { bind: '/seats' }),
  node(`${id}-start`, 'DateInput', { label: 'From', kind: 'date' }, { bind: '/start' }),
  node(`${id}-pay`, 'RadioGroup', { label: 'Payment', orientation: 'horizontal' }, { bind: '/pay' }),
  node(`${id}-note`, 'TextArea', { label: 'Note', rows: 2, counter: true }, { bind: '/note' }),
  node(`${id}-news`, 'Checkbox', { label: 'Send me news' }, { bind: '/news' }),
  node(`${id}-beta`, 'Switch', { label: 'Try new things first' }, { bind: '/beta' }),
  node(`${id}-send`, 'Button', { text: 'Subscribe', kind: 'submit' }),
];
