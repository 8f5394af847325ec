import type { Order } from './order-page.ts';

const escaped = (text: string): string =>
  /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;

/** The same page as somebody would write it who only has this one to write. */
export function orderPageByHand(orders: readonly Order[]): string {
  let html =
    '<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Orders</title></head><body>' +
    '<div class="ui-page"><div class="ui-page__body"><main class="ui-page__main"><h1 class="ui-heading">Orders</h1>' +
    '<div class="ui-table"><div class="ui-table__scroll" role="region" tabindex="0" aria-labelledby="ui-table-caption">' +
    '<table class="ui-table__grid"><caption id="ui-table-caption" class="ui-table__caption">All orders</caption>' +
    '<thead><tr><th scope="col">Order</th><th scope="col">Customer</th><th scope="col">Status</th>' +
    '<th scope="col" data-align="end">Items</th><th scope="col">Actions</th></tr></thead><tbody>';
  for (const { id, customer, status, items } of orders) {
    const tone = status === 'open' ? 'info' : status === 'shipped' ? 'success' : 'neutral';
    const name = escaped(id);
    html += `<tr><th scope="row">${name}</th><td>${escaped(customer)}</td>`;
    html += `<td><span class="ui-badge" data-tone="${tone}"><span class="ui-badge__text">${escaped(status)}</span></span></td>`;
    html += `<td data-align="end">${items}</td><td><button class="ui-button"${status === 'open' ? '' : ' disabled=""'} type="button"`;
    html += ` data-size="sm" data-variant="ghost" aria-label="Cancel order ${name}"><span>Cancel</span></button></td></tr>`;
  }
  return `${html}</tbody></table></div></div></main></div></div></body></html>`;
}
