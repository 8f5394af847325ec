import type { PageDocument } from '../document/types.ts';

export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly status: 'open' | 'shipped' | 'cancelled';
  readonly items: number;
}

/** A table of orders with a badge and a button per row: about a thousand elements for a hundred rows. */
export const orderPage: PageDocument = {
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'bench/orders',
  version: '1.0.0',
  title: 'Orders',
  data: {
    orders: {
      source: 'orders.all',
      schema: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'customer', 'status', 'items'],
          additionalProperties: false,
          properties: {
            id: { type: 'string' },
            customer: { type: 'string' },
            status: { enum: ['open', 'shipped', 'cancelled'] },
            items: { type: 'integer' },
          },
        },
      },
    },
  },
  view: {
    id: 'page',
    type: 'Page',
    children: [
      { id: 'title', type: 'Heading', props: { level: 1, text: 'Orders' } },
      {
        id: 'table',
        type: 'Table',
        props: {
          rows: '${data.orders}',
          key: '${row.id}',
          caption: 'All orders',
          columns: [
            { key: 'id', header: 'Order', value: '${row.id}' },
            { key: 'customer', header: 'Customer', value: '${row.customer}' },
            { key: 'status', header: 'Status' },
            { key: 'items', header: 'Items', value: '${row.items}', align: 'end' },
            { key: 'menu', header: 'Actions' },
          ],
        },
        slots: {
          'cell:status': [
            {
              id: 'status',
              type: 'Badge',
              props: {
                text: '${row.status}',
                tone: "${row.status == 'open' ? 'info' : row.status == 'shipped' ? 'success' : 'neutral'}",
              },
            },
          ],
          'cell:menu': [
            {
              id: 'cancel',
              type: 'Button',
              props: { text: 'Cancel', variant: 'ghost', size: 'sm', disabled: "${row.status != 'open'}" },
              a11y: { label: 'Cancel order ${row.id}' },
            },
          ],
        },
      },
    ],
  },
};

const statuses = ['open', 'shipped', 'cancelled'] as const;
const customers = ['Lovelace & Co', 'Hopper Bakery', 'Turing "Tools"', 'Noether <Studio>', 'Franklin Labs'];

export const ordersOf = (count: number): readonly Order[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `A-${1000 + at}`,
    customer: customers[at % customers.length] ?? '',
    status: statuses[at % statuses.length] ?? 'open',
    items: (at * 7) % 40,
  }));
