import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

export const page = defineComponent({
  type: 'Page',
  summary: 'The frame of a whole page, with its landmarks.',
  category: 'layout',
  props: { width: prop.axis(['narrow', 'wide', 'full']) },
  slots: {
    header: { description: 'Banner at the top.' },
    nav: { description: 'Navigation beside the content.' },
    aside: { description: 'What belongs beside the content.' },
    default: { description: 'The content.', required: true },
    footer: { description: 'At the end of the page.' },
  },
  styles: {
    base: `
      .ui-page { display: flex; flex-direction: column; min-block-size: 100vh; min-block-size: 100dvh; background: var(--ui-color-surface-canvas); }
      .ui-page__header { background: var(--ui-color-surface-default); border-block-end: 1px solid var(--ui-color-border-subtle); }
      .ui-page__bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--ui-space-3) var(--ui-space-6); min-block-size: var(--ui-size-bar); padding: var(--ui-space-3) var(--_gutter); max-inline-size: var(--_width); margin-inline: auto; }
      .ui-page__body { flex: 1; display: flex; flex-direction: column; gap: var(--ui-space-6); inline-size: 100%; max-inline-size: var(--_width); margin-inline: auto; padding: var(--ui-space-6) var(--_gutter) var(--ui-space-12); }
      .ui-page__main { flex: 1; display: flex; flex-direction: column; gap: var(--ui-space-6); min-inline-size: 0; }
      .ui-page__main > * { min-inline-size: 0; }
      .ui-page__nav, .ui-page__aside { display: flex; flex-direction: column; gap: var(--ui-space-2); min-inline-size: 0; }
      .ui-page__nav .ui-link[aria-current] { background: var(--ui-color-accent-soft); }
      .ui-page__footer { border-block-start: 1px solid var(--ui-color-border-subtle); color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); }
      .ui-page { --_gutter: var(--ui-space-4); }
      @above md {
        .ui-page { --_gutter: var(--ui-space-8); }
        .ui-page__body { flex-flow: row wrap; align-content: flex-start; gap: var(--ui-space-8); }
        .ui-page__main { flex: 999 1 24rem; }
        .ui-page__nav { flex: 0 0 12rem; }
        .ui-page__aside { flex: 1 1 18rem; }
      }
      @media print { .ui-page__nav { display: none; } .ui-page { min-block-size: 0; } }
    `,
    axes: {
      width: {
        default: 'wide',
        values: {
          narrow: '--_width: var(--ui-size-page-narrow)',
          wide: '--_width: var(--ui-size-page-wide)',
          full: '--_width: none',
        },
      },
    },
  },
  examples: [
    { id: 'plain', slots: { default: [{ id: 'title', type: 'Heading', props: { text: 'Hello', level: 1 } }] } },
    {
      id: 'frame',
      props: { width: 'narrow' },
      slots: { header: ['Acme'], nav: ['Menu'], default: ['Content'], aside: ['Beside'], footer: ['Imprint'] },
    },
  ],
  emit(_, out, { slots, typesIn }) {
    const landmark = (tag: 'header' | 'footer', name: string) => {
      if (!slots.includes(name)) return;
      out.element(tag, { class: `ui-page__${name}` }, () =>
        out.element('div', { class: 'ui-page__bar' }, () => out.slot(name)),
      );
    };
    const beside = (tag: 'nav' | 'aside') => {
      // A NavList is a landmark itself, and one in another would be said twice.
      const element = typesIn(tag).includes('NavList') ? 'div' : tag;
      if (slots.includes(tag)) out.element(element, { class: `ui-page__${tag}` }, () => out.slot(tag));
    };
    out.root('div', { class: 'ui-page' }, () => {
      landmark('header', 'header');
      out.element('div', { class: 'ui-page__body' }, () => {
        beside('nav');
        out.element('main', { class: 'ui-page__main' }, () => out.slot('default'));
        beside('aside');
      });
      landmark('footer', 'footer');
    });
  },
});
