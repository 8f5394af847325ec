import type { Swap } from '../program.ts';
import { busyText, type Dialect, type DialectAttribute, isNatural, syncText, triggerParts } from './dialect.ts';

const swaps: Readonly<Record<Swap, string>> = {
  morph: 'outerMorph',
  replace: 'outerHTML',
  inner: 'innerHTML',
  append: 'beforeend',
  prepend: 'afterbegin',
  before: 'beforebegin',
  after: 'afterend',
  delete: 'delete',
  none: 'none',
};

/** htmx 4. It swaps refusals by default and inherits nothing, so each is said; its configuration refuses 4xx and 5xx. */
export const htmx4: Dialect = {
  name: 'htmx4',
  morph: swaps.morph,
  near: ' rootMargin:400px',
  attributes({ method, address, target, refused, swap, trigger, sync, busy }) {
    const attributes: DialectAttribute[] = [];
    if (busy) attributes.push(['hx-disable', [busyText[busy]]]);
    attributes.push([`hx-${method}`, [{ code: address }]]);
    if (refused !== null) attributes.push(['hx-status:422', ['target:#', { code: refused }, ` swap:${swaps.morph}`]]);
    attributes.push(['hx-swap', [swaps[swap]]]);
    if (sync) attributes.push(['hx-sync', [syncText[sync]]]);
    if (target !== null) attributes.push(['hx-target', ['#', { code: target }]]);
    if (!isNatural(trigger)) attributes.push(['hx-trigger', triggerParts(trigger, 'delay')]);
    return attributes;
  },
  configuration: JSON.stringify({
    history: 'reload',
    includeIndicatorCSS: false,
    mode: 'same-origin',
    noSwap: [204, 304, '4xx', '5xx'],
    prefix: '',
  }),
  files: { htmx: ['htmx4.js'], runtime: ['runtime.js'], stream: ['stream.js'] },
  emitter: 'mover',
  part: ({ id, html, swap }) => `<hx-partial hx-target="#${id}" hx-swap="${swaps[swap]}">${html}</hx-partial>`,
};
