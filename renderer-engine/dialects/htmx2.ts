import type { Swap } from '../program.ts';
import { busyText, type Dialect, type DialectAttribute, isNatural, syncText, triggerParts } from './dialect.ts';

const swaps: Readonly<Record<Swap, string>> = {
  morph: 'morph:outerHTML',
  replace: 'outerHTML',
  inner: 'innerHTML',
  append: 'beforeend',
  prepend: 'afterbegin',
  before: 'beforebegin',
  after: 'afterend',
  delete: 'delete',
  none: 'none',
};

/** htmx 2 with idiomorph. What a refusal does stands in its configuration; which element it replaces, in the answer. */
export const htmx2: Dialect = {
  name: 'htmx2',
  morph: swaps.morph,
  near: '',
  attributes({ method, address, target, swap, trigger, sync, busy }) {
    const attributes: DialectAttribute[] = [];
    if (busy) attributes.push(['hx-disabled-elt', [busyText[busy]]]);
    attributes.push(['hx-ext', ['morph']]);
    attributes.push([`hx-${method}`, [{ code: address }]]);
    attributes.push(['hx-swap', [swaps[swap]]]);
    if (sync) attributes.push(['hx-sync', [syncText[sync]]]);
    if (target !== null) attributes.push(['hx-target', ['#', { code: target }]]);
    if (!isNatural(trigger)) attributes.push(['hx-trigger', triggerParts(trigger, 'delay')]);
    return attributes;
  },
  configuration: JSON.stringify({
    allowEval: false,
    allowScriptTags: false,
    disableInheritance: true,
    historyCacheSize: 0,
    includeIndicatorStyles: false,
    refreshOnHistoryMiss: true,
    responseHandling: [
      { code: '204', swap: false },
      { code: '[23]..', swap: true },
      { code: '422', swap: true, error: false },
      { code: '[45]..', swap: false, error: true },
    ],
    selfRequestsOnly: true,
  }),
  files: { htmx: ['htmx2.js', 'idiomorph.js'], runtime: ['runtime.js'], stream: ['stream.js'] },
  emitter: 'mover',
  part: ({ id, html, swap }) =>
    swap === 'delete'
      ? `<div hx-swap-oob="delete:#${id}"></div>`
      : html.replace(/^<([a-z][a-z0-9-]*)/, `<$1 hx-swap-oob="${oob(swap, id)}"`),
};

/** It reads everything after the first colon as the selector, which is that of the element itself for a morph. */
const oob = (swap: Swap, id: string): string => (swap === 'morph' ? 'morph' : `${swaps[swap]}:#${id}`);
