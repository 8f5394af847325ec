import { defineComponent } from './define-component.ts';
import { eachEntry, entryTo } from './link-entries.ts';
import { prop } from './prop.ts';

export const breadcrumbs = defineComponent({
  type: 'Breadcrumbs',
  summary: 'The way from the start of the site to this page.',
  category: 'navigation',
  props: {
    items: prop.list(
      {
        type: 'object',
        required: ['text'],
        additionalProperties: false,
        properties: { text: { type: 'string', 'x-ui': { translatable: true } }, to: entryTo },
      },
      { required: true, entries: true, about: 'From the start to this page; the last one is this page.' },
    ),
  },
  accessibleName: { required: false },
  parts: ['list', 'link'],
  styles: {
    base: `
      .ui-breadcrumbs { min-inline-size: 0; font-size: var(--ui-font-size-sm); }
      .ui-breadcrumbs__list { display: flex; flex-wrap: wrap; align-items: center; gap: var(--ui-space-1) var(--ui-space-2); margin: 0; padding: 0; list-style: none; color: var(--ui-color-text-muted); }
      .ui-breadcrumbs__list > li { display: inline-flex; align-items: center; gap: var(--ui-space-2); min-inline-size: 0; overflow-wrap: anywhere; }
      .ui-breadcrumbs__list > li + li::before { content: ""; flex: none; inline-size: 0.35rem; block-size: 0.35rem; border: solid var(--ui-color-text-subtle); border-width: 1.5px 1.5px 0 0; transform: rotate(45deg); }
      .ui-breadcrumbs__list > li + li:dir(rtl)::before { transform: rotate(-135deg); }
      .ui-breadcrumbs__link { display: inline-block; padding-block: var(--ui-space-1); color: inherit; text-decoration: none; border-radius: var(--ui-radius-xs); }
      .ui-breadcrumbs__link:hover { color: var(--ui-color-text-default); text-decoration: underline; text-underline-offset: 0.2em; }
      .ui-breadcrumbs [aria-current] { color: var(--ui-color-text-default); font-weight: var(--ui-font-weight-medium); }
    `,
  },
  examples: [
    {
      id: 'order',
      props: { items: [{ text: 'Home', to: '/' }, { text: 'Orders', to: '/orders' }, { text: 'A-1001' }] },
    },
    { id: 'short', props: { items: [{ text: 'Settings', to: '/settings' }, { text: 'Team' }] } },
  ],
  emit({ items }, out, { label }) {
    out.root('nav', { class: 'ui-breadcrumbs', 'aria-label': label ?? out.words('nav.trail') }, () =>
      out.element('ol', { class: 'ui-breadcrumbs__list' }, () =>
        eachEntry(out, items, (entry, isLast) => {
          const [text, to] = [entry.field('text'), entry.field('to')];
          out.element('li', {}, () =>
            out.if(
              out.compute('to == null || isLast', { to, isLast }),
              () => {
                const current = out.compute("isLast ? 'page' : null", { isLast });
                out.element('span', { 'aria-current': current }, () => out.text(text));
              },
              () => out.element('a', { class: 'ui-breadcrumbs__link', href: to }, () => out.text(text)),
            ),
          );
        }),
      ),
    );
  },
});
