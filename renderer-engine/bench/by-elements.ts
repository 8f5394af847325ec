import type { Order } from './order-page.ts';

/** `createElement`, `h`: what React, Preact and Vue call the one function that all their pages are made of. */
// biome-ignore lint/suspicious/noExplicitAny: three libraries with three types of elements share it.
export type MakeElement = (type: any, attributes: Readonly<Record<string, unknown>> | null, ...children: any[]) => any;

/** The page for such a library, one component per part. */
export function orderPageOf(h: MakeElement): (props: { readonly orders: readonly Order[] }) => unknown {
  const Badge = ({ tone, text }: { readonly tone: string; readonly text: string }) =>
    h('span', { className: 'ui-badge', 'data-tone': tone }, h('span', { className: 'ui-badge__text' }, text));

  const Button = ({ label, disabled }: { readonly label: string; readonly disabled: boolean }) =>
    h(
      'button',
      {
        className: 'ui-button',
        disabled,
        type: 'button',
        'data-size': 'sm',
        'data-variant': 'ghost',
        'aria-label': label,
      },
      h('span', null, 'Cancel'),
    );

  const Row = ({ order }: { readonly order: Order }) => {
    const tone = order.status === 'open' ? 'info' : order.status === 'shipped' ? 'success' : 'neutral';
    return h(
      'tr',
      null,
      h('th', { scope: 'row' }, order.id),
      h('td', null, order.customer),
      h('td', null, h(Badge, { tone, text: order.status })),
      h('td', { 'data-align': 'end' }, order.items),
      h('td', null, h(Button, { label: `Cancel order ${order.id}`, disabled: order.status !== 'open' })),
    );
  };

  const Table = ({ orders }: { readonly orders: readonly Order[] }) =>
    h(
      'div',
      { className: 'ui-table' },
      h(
        'div',
        { className: 'ui-table__scroll', role: 'region', tabIndex: 0, 'aria-labelledby': 'ui-table-caption' },
        h(
          'table',
          { className: 'ui-table__grid' },
          h('caption', { id: 'ui-table-caption', className: 'ui-table__caption' }, 'All orders'),
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              headers.map((text) =>
                h('th', { key: text, scope: 'col', ...(text === 'Items' ? { 'data-align': 'end' } : {}) }, text),
              ),
            ),
          ),
          h(
            'tbody',
            null,
            orders.map((order) => h(Row, { key: order.id, order })),
          ),
        ),
      ),
    );

  return ({ orders }) =>
    h(
      'html',
      { lang: 'en', dir: 'ltr' },
      h(
        'head',
        null,
        h('meta', { charSet: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('title', null, 'Orders'),
      ),
      h(
        'body',
        null,
        h(
          'div',
          { className: 'ui-page' },
          h(
            'div',
            { className: 'ui-page__body' },
            h(
              'main',
              { className: 'ui-page__main' },
              h('h1', { className: 'ui-heading' }, 'Orders'),
              h(Table, { orders }),
            ),
          ),
        ),
      ),
    );
}

const headers = ['Order', 'Customer', 'Status', 'Items', 'Actions'];
