import { defineComponent } from './define-component.ts';
import { icon, iconStyles } from './icons.ts';
import { prop } from './prop.ts';
import { isSet, whenOn } from './responsive.ts';

export const link = defineComponent({
  type: 'Link',
  summary: 'Leads to another page.',
  category: 'typography',
  props: {
    text: prop.text(),
    to: prop.to({ required: true }),
    external: prop.flag({ about: 'Marks a link that leaves the site.' }),
    variant: prop.axis(['default', 'subtle']),
    underline: prop.axis(['always', 'hover', 'none']),
  },
  slots: { default: { description: 'Instead of the text.' } },
  accessibleName: { prop: 'text', content: true, required: true },
  styles: {
    shared: [iconStyles],
    base: `
      .ui-link { inline-size: fit-content; color: var(--_color); border-radius: var(--ui-radius-xs); text-decoration-color: color-mix(in oklab, currentColor 40%, transparent); text-underline-offset: 0.2em; text-decoration-thickness: from-font; overflow-wrap: break-word; }
      .ui-link:hover { color: var(--_hover); text-decoration-line: underline; text-decoration-color: currentColor; }
      .ui-link[aria-current] { color: var(--ui-color-accent-fg); font-weight: var(--ui-font-weight-medium); }
      .ui-link > .ui-icon { margin-inline-start: 0.2em; inline-size: 0.85em; block-size: 0.85em; vertical-align: -0.05em; }
    `,
    axes: {
      variant: {
        default: 'default',
        values: {
          default: '--_color: var(--ui-color-text-link); --_hover: var(--ui-color-text-link-hover)',
          subtle: '--_color: inherit; --_hover: var(--ui-color-text-link)',
        },
      },
      underline: {
        default: 'always',
        values: {
          always: 'text-decoration-line: underline',
          hover: 'text-decoration-line: none',
          none: 'text-decoration: none',
        },
      },
    },
  },
  examples: [
    { id: 'plain', props: { text: 'All orders', to: '/orders' } },
    { id: 'external', props: { text: 'Track it', to: 'https://example.com/', external: true, variant: 'subtle' } },
  ],
  emit({ text, to, external }, out, { slots }) {
    const rel = out.compute("external ? 'external noopener noreferrer' : null", { external });
    out.root('a', { class: 'ui-link', href: to, rel: isSet(external) ? rel : null }, () => {
      if (slots.includes('default')) out.slot('default');
      else out.text(text);
      whenOn(out, external, () => {
        icon(out, 'arrow-up-right');
        out.element('span', { class: 'ui-visually-hidden' }, () => {
          out.text(' (');
          out.text(out.words('link.external'));
          out.text(')');
        });
      });
    });
  },
});
