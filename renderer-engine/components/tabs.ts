import type { Json } from '../document/types.ts';
import type { Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { failedPanel } from './failed-panel.ts';
import { iconByName, iconNames, iconStyles } from './icons.ts';
import { prop } from './prop.ts';

/** Client mode finds the open panel by its place, so there is an end to them. */
const mostTabs = 12;

type Tab = { readonly id: string; readonly label: Json; readonly icon?: Json; readonly if?: Json };

export const tabs = defineComponent({
  type: 'Tabs',
  summary: 'Panels of which one is visible. In server mode the choice is a param of the page.',
  category: 'navigation',
  props: {
    items: prop.shapeList<Tab>(
      {
        type: 'object',
        required: ['id', 'label'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', 'x-ui': { dynamic: false } },
          label: { type: 'string', 'x-ui': { translatable: true } },
          icon: { enum: iconNames, 'x-ui': { context: 'icon', control: 'icon' } },
          if: { type: 'boolean', description: 'Leaves the tab out when it is false.' },
        },
      },
      { required: true, most: mostTabs, about: 'One per tab; its content is the slot "panel:" and the id.' },
    ),
    active: prop.name('text', { about: 'Id of the tab that is open at first; the first one when left out.' }),
    mode: prop.shape(['client', 'server'], { about: 'Who switches; "server" when there is a param.' }),
    param: prop.fixedName('param', { about: 'Server mode: the param of the page that holds the id.' }),
    orientation: prop.axis(['horizontal', 'vertical']),
  },
  slots: { 'panel:*': { description: 'Content of a tab.' } },
  accessibleName: { required: false },
  parts: ['list', 'tab', 'panel'],
  styles: {
    shared: [iconStyles],
    base: `
      .ui-tabs { display: flex; flex-direction: column; gap: var(--ui-space-4); min-inline-size: 0; }
      .ui-tabs__list { display: flex; gap: var(--ui-space-1); min-inline-size: 0; overflow-x: auto; scrollbar-width: none; box-shadow: inset 0 -1px var(--ui-color-border-default); }
      .ui-tabs__tab { position: relative; display: inline-flex; flex: none; align-items: center; gap: var(--ui-space-2); min-block-size: var(--ui-size-control-md); padding-inline: var(--ui-space-3); border-block-end: 2px solid transparent; border-radius: var(--ui-radius-xs) var(--ui-radius-xs) 0 0; color: var(--ui-color-text-muted); font-weight: var(--ui-font-weight-medium); text-decoration: none; cursor: pointer; transition: color var(--ui-motion-fast), border-color var(--ui-motion-fast); }
      .ui-tabs__tab:hover { color: var(--ui-color-text-default); border-color: var(--ui-color-border-strong); }
      .ui-tabs__tab:is(:has(:checked), [aria-current]) { color: var(--ui-color-accent-fg); border-color: var(--ui-color-accent-solid); }
      .ui-tabs__tab:is(:has(:focus-visible), :focus-visible) { outline: 2px solid var(--ui-color-border-focus); outline-offset: -2px; }
      .ui-tabs__panel { min-inline-size: 0; }
      .ui-tabs > .ui-tabs__panel[data-choice] { display: none; }
      ${Array.from({ length: mostTabs }, (_, at) => `.ui-tabs:has(> .ui-tabs__list > :nth-child(${at + 1}) > :checked) > :nth-child(${at + 2})`).join(', ')} { display: block; }
      @media print { .ui-tabs > .ui-tabs__panel[data-choice] { display: block; } }
      @media (forced-colors: active) { .ui-tabs__tab:is(:has(:checked), [aria-current]) { border-color: Highlight; } }
    `,
    axes: {
      orientation: {
        default: 'horizontal',
        values: {
          horizontal: '',
          vertical:
            '@above sm { flex-direction: row; gap: var(--ui-space-6); > .ui-tabs__list { flex: none; flex-direction: column; align-items: stretch; overflow: visible; inline-size: 12rem; box-shadow: inset -1px 0 var(--ui-color-border-default); } > .ui-tabs__list > .ui-tabs__tab { border-block-end: 0; border-inline-end: 2px solid transparent; border-radius: 0; } > .ui-tabs__list > .ui-tabs__tab:is(:has(:checked), [aria-current]) { border-color: var(--ui-color-accent-solid); } > .ui-tabs__panel { flex: 1; } }',
        },
      },
    },
  },
  examples: [
    {
      id: 'client',
      props: {
        items: [
          { id: 'details', label: 'Details' },
          { id: 'history', label: 'History', icon: 'clock' },
        ],
      },
      slots: { 'panel:details': ['Ordered yesterday by Ada.'], 'panel:history': ['Packed, then shipped.'] },
    },
    {
      id: 'vertical',
      props: {
        orientation: 'vertical',
        active: 'billing',
        items: [
          { id: 'profile', label: 'Profile' },
          { id: 'billing', label: 'Billing' },
          { id: 'team', label: 'Team' },
        ],
      },
      slots: {
        'panel:profile': ['Name and picture.'],
        'panel:billing': ['Invoices and cards.'],
        'panel:team': ['People and roles.'],
      },
    },
  ],
  emit({ items, active, mode, param }, out, { slots, label }) {
    const all = items.value ?? [];
    const shown = all.map((item) => ({ ...item, when: conditionOf(out, item) }));
    const asked =
      param.value === null ? active : out.compute('asked ?? active', { asked: out.param(param.value), active });
    const failed = failedPanel(
      out,
      all.map(({ id }) => id),
    );
    const chosen = chosenOf(out, shown, out.compute('failed ?? asked', { failed, asked }));
    const isServer = mode.value === 'server' || (mode.value === null && param.value !== null);
    const inside = (item: Tab): void => {
      if (item.icon !== undefined) iconByName(out, out.template(item.icon, {}));
      out.element('span', {}, () => out.text(out.template(item.label, {})));
    };
    const panel = (item: Tab, attributes: Record<string, Input | string>): void =>
      out.element('div', { class: 'ui-tabs__panel', ...attributes }, () => {
        if (slots.includes(`panel:${item.id}`)) out.slot(`panel:${item.id}`);
      });
    out.root('div', { class: 'ui-tabs' }, () => {
      if (isServer && param.value !== null) {
        const name = param.value;
        out.element('nav', { class: 'ui-tabs__list', 'aria-label': label ?? out.words('nav.views') }, () => {
          for (const item of shown) {
            const id: Input = { constant: true, value: item.id };
            const current = out.compute("chosen == id ? 'true' : null", { chosen, id });
            const href = out.ownAddress({ [name]: id });
            out.if(item.when, () =>
              out.element('a', { class: 'ui-tabs__tab', href, 'aria-current': current }, () => inside(item)),
            );
          }
        });
        out.match(chosen, Object.fromEntries(shown.map((item) => [item.id, () => panel(item, {})])));
        return;
      }
      // Radio buttons switch panels without a script: one stop for Tab, arrow keys inside, and no form sends them.
      const group = { class: 'ui-tabs__list', role: 'radiogroup', 'aria-label': label ?? out.words('nav.views') };
      out.element('div', group, () => {
        for (const item of shown) {
          const id: Input = { constant: true, value: item.id };
          const checked = out.compute('chosen == id', { chosen, id });
          out.if(item.when, () =>
            out.element('label', { class: 'ui-tabs__tab' }, () => {
              out.element('input', {
                name: out.id('tab'),
                value: item.id,
                checked,
                class: 'ui-visually-hidden',
                form: out.id('none'),
                type: 'radio',
                'aria-controls': out.id(`panel-${item.id}`),
              });
              inside(item);
            }),
          );
        }
      });
      for (const item of shown)
        out.if(item.when, () => panel(item, { id: out.id(`panel-${item.id}`), 'data-choice': item.id }));
    });
  },
});

const always: Input<boolean> = { constant: true, value: true };

function conditionOf(out: Out, { if: when }: Tab): Input {
  if (when === undefined) return always;
  const value = out.template(when, {});
  return out.compute('value == true', { value });
}

/** The tab that is asked for, if it is there; else the first one that is. */
function chosenOf(out: Out, tabs: readonly (Tab & { readonly when: Input })[], asked: Input): Input {
  const names = Object.fromEntries(tabs.map(({ when }, at) => [`w${at}`, when]));
  const ids = tabs.map(({ id }, at) => `(w${at} ? '${id}' : null)`).join(', ');
  const there = `[${ids}] | filter(id => id != null)`;
  return out.compute(`asked in (${there}) ? asked : first(${there})`, { asked, ...names });
}
