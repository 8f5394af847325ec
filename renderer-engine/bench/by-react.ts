import { createElement as h, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Order } from './order-page.ts';

/**
 * The same page in React, one component per part. React reads `NODE_ENV` when it is loaded, so whoever measures loads
 * this file after setting it to `production`.
 */
export const orderPageByReact = (orders: readonly Order[]): string =>
  `<!doctype html>${renderToString(h(Page, { orders }))}`;

const Badge = ({ tone, text }: { readonly tone: string; readonly text: string }): ReactElement =>
  h('span', { className: 'ui-badge', 'data-tone': tone }, h('span', { className: 'ui-badge__text' }, text));

const Button = ({ label, disabled }: { readonly label: string; readonly disabled: boolean }): ReactElement =>
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

const Row = ({ order }: { readonly order: Order }): ReactElement => {
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

const headers = ['Order', 'Customer', 'Status', 'Items', 'Actions'];
const Table = ({ orders }: { readonly orders: readonly Order[] }): ReactElement =>
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

const Page = ({ orders }: { readonly orders: readonly Order[] }): ReactElement =>
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
