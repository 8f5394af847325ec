import type { Json, JsonSchema } from '../document/types.ts';
import type { Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { iconByName, iconNames, iconStyles } from './icons.ts';
import { type Entry, eachEntry, entryTo } from './link-entries.ts';
import { prop } from './prop.ts';
import { isSet, whenSet } from './responsive.ts';

/** A list that is only known at render is laid out this deep. */
const mostLevels = 3;

const item = (levels: number): JsonSchema => ({
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: {
    text: { type: 'string', 'x-ui': { translatable: true } },
    to: entryTo,
    icon: { enum: iconNames, 'x-ui': { context: 'icon', control: 'icon' } },
    badge: { type: ['string', 'number', 'null'], description: 'A few letters behind the words, e.g. a count.' },
    ...(levels > 1 ? { items: { type: 'array', items: item(levels - 1) } } : {}),
  },
});

export const navList = defineComponent({
  type: 'NavList',
  summary: 'Links to the parts of a site, nested if need be.',
  category: 'navigation',
  props: {
    items: prop.list(item(mostLevels), {
      required: true,
      entries: true,
      about: 'Links; an entry with "items" is a group that is open where the reader is.',
    }),
    collapsible: prop.flag({ about: 'Folds the whole list behind a button on narrow screens.' }),
  },
  slots: { header: { description: 'Above the links.' }, footer: { description: 'Below the links.' } },
  accessibleName: { required: false },
  parts: ['list', 'link', 'badge', 'group'],
  styles: {
    shared: [iconStyles],
    base: `
      .ui-nav-list { display: flex; flex-direction: column; gap: var(--ui-space-2); min-inline-size: 0; }
      .ui-nav-list__header, .ui-nav-list__footer { padding-inline: var(--ui-space-2); min-inline-size: 0; }
      .ui-nav-list__footer { color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); }
      .ui-nav-list__list { display: flex; flex-direction: column; gap: 1px; margin: 0; padding: 0; list-style: none; }
      .ui-nav-list__list .ui-nav-list__list { margin-inline-start: var(--ui-space-4); padding-inline-start: var(--ui-space-2); border-inline-start: 1px solid var(--ui-color-border-subtle); margin-block: 1px; }
      .ui-nav-list__link { display: flex; align-items: center; gap: var(--ui-space-2); min-block-size: 2rem; padding: var(--ui-space-1) var(--ui-space-2); border-radius: var(--ui-radius-sm); color: var(--ui-color-text-muted); font-weight: var(--ui-font-weight-medium); text-decoration: none; list-style: none; transition: background-color var(--ui-motion-fast), color var(--ui-motion-fast); }
      .ui-nav-list__link::-webkit-details-marker { display: none; }
      :is(a, summary).ui-nav-list__link:hover { background: var(--ui-color-surface-hover); color: var(--ui-color-text-default); }
      .ui-nav-list__link[aria-current] { background: var(--ui-color-accent-soft); color: var(--ui-color-accent-fg); }
      .ui-nav-list__link > .ui-nav-list__text { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
      .ui-nav-list__badge { flex: none; padding-inline: var(--ui-space-2); border-radius: var(--ui-radius-full); background: var(--ui-color-neutral-soft); color: var(--ui-color-neutral-fg); font-size: var(--ui-font-size-xs); font-variant-numeric: tabular-nums; line-height: 1.25rem; }
      .ui-nav-list summary { cursor: pointer; }
      .ui-nav-list summary::after { content: ""; flex: none; inline-size: 0.35rem; block-size: 0.35rem; margin-block-start: -0.15rem; margin-inline-end: 0.25rem; border: solid; border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); transition: transform var(--ui-motion-fast); }
      .ui-nav-list [open] > summary::after { margin-block-start: 0.15rem; transform: rotate(225deg); }
      .ui-nav-list__fold > summary { border: 1px solid var(--ui-color-border-default); }
      @above md { .ui-nav-list__fold > summary { display: none; } .ui-nav-list__fold::details-content { display: contents; content-visibility: visible; } }
      @below md { .ui-nav-list__fold[open] > summary { margin-block-end: var(--ui-space-2); } }
    `,
  },
  examples: [
    {
      id: 'site',
      props: {
        items: [
          { text: 'Orders', to: '/orders', icon: 'package', badge: 12 },
          { text: 'Customers', to: '/customers', icon: 'user' },
          {
            text: 'Settings',
            icon: 'settings',
            items: [
              { text: 'Team', to: '/team' },
              { text: 'Billing', to: '/billing' },
            ],
          },
        ],
      },
    },
    {
      id: 'folded',
      props: {
        collapsible: true,
        items: [
          { text: 'Overview', to: '/' },
          { text: 'Reports', to: '/reports' },
        ],
      },
      slots: { footer: ['Version 2.4'] },
    },
  ],
  emit({ items, collapsible }, out, { slots, label }) {
    const name = label ?? out.words('nav.site');
    out.root('nav', { class: 'ui-nav-list', 'aria-label': name }, () => {
      if (slots.includes('header')) out.element('div', { class: 'ui-nav-list__header' }, () => out.slot('header'));
      const list = () => level(out, items, mostLevels);
      out.if(
        out.compute('collapsible == true', { collapsible }),
        () =>
          out.element('details', { class: 'ui-nav-list__fold' }, () => {
            out.element('summary', { class: 'ui-nav-list__link' }, () =>
              out.element('span', { class: 'ui-nav-list__text' }, () => out.text(out.words('nav.open'))),
            );
            list();
          }),
        list,
      );
      if (slots.includes('footer')) out.element('div', { class: 'ui-nav-list__footer' }, () => out.slot('footer'));
    });
  },
});

function level(out: Out, items: Input<readonly Json[] | null>, levels: number): void {
  out.element('ul', { class: 'ui-nav-list__list' }, () =>
    eachEntry(out, items, (entry) => out.element('li', {}, () => oneEntry(out, entry, levels))),
  );
}

function oneEntry(out: Out, entry: Entry, levels: number): void {
  const inner = entry.field('items') as Input<readonly Json[] | null>;
  const link = () => {
    const to = entry.field('to');
    out.if(
      out.compute('to != null', { to }),
      () => {
        const attributes = { class: 'ui-nav-list__link', href: to, 'aria-current': out.current(to) };
        out.element('a', attributes, () => words(out, entry));
      },
      () => out.element('span', { class: 'ui-nav-list__link' }, () => words(out, entry)),
    );
  };
  const group = () =>
    out.element('details', { class: 'ui-nav-list__group', open: holdsCurrent(out, inner) }, () => {
      out.element('summary', { class: 'ui-nav-list__link' }, () => words(out, entry));
      level(out, inner, levels - 1);
    });
  if (levels <= 1 || !isSet(inner)) link();
  else if (inner.constant) group();
  else out.if(out.compute('size(inner) > 0', { inner }), group, link);
}

/** Groups are open where the reader is; one of which nothing is known yet is open, too. */
function holdsCurrent(out: Out, items: Input<readonly Json[] | null>): Input | boolean {
  if (!items.constant) return true;
  const currents: Input[] = [];
  eachEntry(out, items, (entry) => {
    const inner = entry.field('items') as Input<readonly Json[] | null>;
    const own = isSet(inner) ? holdsCurrent(out, inner) : out.current(entry.field('to'));
    currents.push(typeof own === 'boolean' ? { constant: true, value: own } : own);
  });
  const names = Object.fromEntries(currents.map((current, at) => [`c${at}`, current]));
  const any = Object.keys(names).map((name) => `(${name} != null && ${name} != false)`);
  return any.length === 0 ? false : out.compute(any.join(' || '), names);
}

function words(out: Out, entry: Entry): void {
  const [text, icon, badge] = [entry.field('text'), entry.field('icon'), entry.field('badge')];
  if (isSet(icon)) iconByName(out, icon);
  out.element('span', { class: 'ui-nav-list__text' }, () => out.text(text));
  whenSet(out, badge, () => out.element('span', { class: 'ui-nav-list__badge' }, () => out.text(badge)));
}
