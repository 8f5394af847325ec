import type { Json } from '../document/types.ts';
import { tones } from './axes.ts';
import type { Input } from './component.ts';
import { defineComponent } from './define-component.ts';
import { icon as draw, iconByName, iconNames, iconStyles } from './icons.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

type Item = { readonly id: string; readonly text?: Json; readonly if?: Json; readonly divider?: boolean };

export const menu = defineComponent({
  type: 'Menu',
  summary: 'A button that opens a short list of actions.',
  category: 'navigation',
  props: {
    label: prop.text({ required: true, about: 'Names the button; read only when there is an icon.' }),
    items: prop.shapeList<Item>(
      {
        type: 'object',
        required: ['id', 'text'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', 'x-ui': { dynamic: false } },
          text: { type: 'string', 'x-ui': { translatable: true } },
          icon: { enum: iconNames, 'x-ui': { context: 'icon', control: 'icon' } },
          tone: { enum: [...tones], description: '"danger" for what cannot be undone.' },
          on: {
            type: 'object',
            description: 'What it does, as "on" of a node.',
            'x-ui': { context: 'action', dynamic: false },
          },
          if: { type: 'boolean', description: 'Leaves the entry out when it is false.' },
          divider: { type: 'boolean', description: 'Draws a line above it.', 'x-ui': { dynamic: false } },
        },
      },
      { required: true, about: 'Entries, each with its own action.' },
    ),
    icon: prop.icon(iconNames, { about: 'Instead of the words of the label.' }),
  },
  slots: {},
  actingEntries: { prop: 'items', slot: 'item', variant: 'ghost' },
  opens: () => 'popover',
  accessibleName: { prop: 'label', required: true },
  parts: ['button', 'list'],
  styles: {
    shared: [iconStyles],
    base: `
      .ui-menu { display: inline-block; min-inline-size: 0; }
      .ui-menu__button { display: inline-flex; align-items: center; justify-content: center; gap: var(--ui-space-2); min-inline-size: var(--ui-size-control-md); min-block-size: var(--ui-size-control-md); padding-inline: var(--ui-space-3); border: 1px solid var(--ui-color-control-border); border-radius: var(--ui-radius-control); background: var(--ui-color-control-bg); color: var(--ui-color-text-default); font: var(--ui-font-weight-medium) var(--ui-font-size-md) / 1.25 var(--ui-font-body); cursor: pointer; transition: background-color var(--ui-motion-fast), border-color var(--ui-motion-fast); }
      .ui-menu__button[aria-label] { border-color: transparent; background: none; padding-inline: var(--ui-space-2); min-inline-size: var(--ui-size-control-sm); min-block-size: var(--ui-size-control-sm); }
      .ui-menu__button:hover, .ui-menu__button:has(+ :popover-open) { background: var(--ui-color-control-hover); border-color: var(--ui-color-control-border-hover); }
      .ui-menu__list { margin: 0; padding: var(--ui-space-1); min-inline-size: 11rem; max-inline-size: min(20rem, 100vw - 2rem); border: 1px solid var(--ui-color-border-default); border-radius: var(--ui-radius-md); background: var(--ui-color-surface-overlay); color: var(--ui-color-text-default); box-shadow: var(--ui-shadow-overlay); overflow: auto; }
      @supports (position-area: block-end) { .ui-menu__list { inset: auto; position-area: block-end span-inline-end; position-try-fallbacks: flip-inline, flip-block, flip-block flip-inline; margin-block: var(--ui-space-1); } }
      @supports not (position-area: block-end) { .ui-menu__list { margin: auto; } }
      .ui-menu__list > ul { display: flex; flex-direction: column; margin: 0; padding: 0; list-style: none; }
      .ui-menu__list [data-divider] { margin-block-start: var(--ui-space-1); padding-block-start: var(--ui-space-1); border-block-start: 1px solid var(--ui-color-border-subtle); }
      .ui-menu__list .ui-button { inline-size: 100%; justify-content: flex-start; text-align: start; font-weight: var(--ui-font-weight-regular); }
      .ui-menu__list .ui-button:not([data-tone]) { color: inherit; }
      .ui-menu__list .ui-button:focus-visible { outline-offset: -2px; }
      .ui-menu__text { padding: var(--ui-space-2) var(--ui-space-3); color: var(--ui-color-text-muted); }
    `,
  },
  examples: [
    {
      id: 'row',
      props: {
        label: 'Actions for A-1001',
        icon: 'ellipsis',
        items: [
          { id: 'open', text: 'Open', icon: 'arrow-right', on: { click: { do: 'navigate', href: '/orders/A-1001' } } },
          { id: 'print', text: 'Print', on: { click: { do: 'navigate', href: '/orders/A-1001/print' } } },
          {
            id: 'cancel',
            text: 'Cancel order',
            tone: 'danger',
            divider: true,
            on: { click: { do: 'navigate', href: '/cancel' } },
          },
        ],
      },
    },
    {
      id: 'words',
      props: {
        label: 'Export',
        items: [
          { id: 'csv', text: 'As CSV', icon: 'download', on: { click: { do: 'navigate', href: '/export.csv' } } },
          { id: 'pdf', text: 'As PDF', on: { click: { do: 'navigate', href: '/export.pdf' } } },
        ],
      },
    },
  ],
  emit({ label, items, icon }, out, { slots, label: given }) {
    // Actions that open or close the menu mean the list, so it has the id of the node.
    const list = out.id();
    const name: Input = given ?? label;
    const button = { class: 'ui-menu__button', popovertarget: list, type: 'button' };
    out.root('div', { id: null, class: 'ui-menu' }, () => {
      if (isSet(icon)) out.element('button', { ...button, 'aria-label': name }, () => iconByName(out, icon));
      else
        out.element('button', button, () => {
          out.element('span', {}, () => out.text(label));
          draw(out, 'chevron-down');
        });
      out.element('div', { id: list, class: 'ui-menu__list', popover: 'auto', 'aria-label': name, role: 'group' }, () =>
        out.element('ul', {}, () => {
          for (const item of items.value ?? []) {
            const slot = `item:${item.id}`;
            const entry = () =>
              out.element('li', { 'data-divider': item.divider }, () => {
                if (slots.includes(slot)) out.slot(slot);
                else
                  out.element('div', { class: 'ui-menu__text' }, () => out.text(out.template(item.text ?? null, {})));
              });
            if (item.if === undefined) entry();
            else out.if(out.compute('value == true', { value: out.template(item.if, {}) }), entry);
          }
        }),
      );
    });
  },
});
