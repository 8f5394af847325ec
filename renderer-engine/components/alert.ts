import { toneAxis, tones } from './axes.ts';
import type { Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { icon as draw, type IconName, iconByName, iconNames, iconStyles } from './icons.ts';
import { prop } from './prop.ts';
import { isSet, whenOn, whenSet } from './responsive.ts';

const iconOf: Readonly<Record<(typeof tones)[number], IconName>> = {
  neutral: 'info',
  accent: 'info',
  info: 'info',
  success: 'check-circle',
  warning: 'warning',
  danger: 'warning',
};

/** Tones that mean something by themselves. */
const spoken = ['info', 'success', 'warning', 'danger'] as const;

const toneWords = (out: Out, tone: (typeof spoken)[number]): void =>
  out.element('p', { class: 'ui-visually-hidden' }, () => out.text(out.words(`tone.${tone}`)));

export const alert = defineComponent({
  type: 'Alert',
  summary: 'Says what happened or needs attention.',
  category: 'feedback',
  props: {
    tone: prop.axis(tones, { required: true }),
    title: prop.text(),
    text: prop.text(),
    icon: prop.icon(iconNames, { about: 'Instead of the icon of the tone.' }),
    dismissible: prop.flag({ about: 'Lets people close it.' }),
    live: prop.choice(['off', 'polite', 'assertive'], {
      about: 'How it is announced; by its tone when left out.',
    }),
  },
  slots: { default: { description: 'More than words.' }, actions: { description: 'What to do about it.' } },
  accessibleName: { prop: 'title', content: true, required: false },
  styles: {
    shared: [iconStyles],
    base: `
      .ui-alert { display: flex; align-items: flex-start; gap: var(--ui-space-3); padding: var(--ui-space-3) var(--ui-space-4); border: 1px solid var(--_border); border-radius: var(--ui-alert-radius); background: var(--_soft); color: var(--ui-color-text-default); min-inline-size: 0; }
      .ui-alert > .ui-icon { inline-size: 1.25rem; block-size: 1.25rem; margin-block-start: 0.0625rem; color: var(--_fg); }
      .ui-alert__body { flex: 1; min-inline-size: 0; display: flex; flex-direction: column; gap: var(--ui-space-1); overflow-wrap: anywhere; }
      .ui-alert__title { margin: 0; font-weight: var(--ui-font-weight-semibold); color: var(--_fg); }
      .ui-alert__text { margin: 0; }
      .ui-alert__actions { display: flex; flex-wrap: wrap; gap: var(--ui-space-2); margin-block-start: var(--ui-space-1); }
      .ui-alert:has(> .ui-alert__close:checked) { display: none; }
      .ui-alert__close { flex: none; appearance: none; inline-size: 1.5rem; block-size: 1.5rem; margin: -0.125rem; border-radius: var(--ui-radius-xs); display: grid; place-content: center; color: var(--ui-color-text-muted); cursor: pointer; }
      .ui-alert__close::before { content: "\\d7" / ""; font-size: 1.125rem; line-height: 1; }
      .ui-alert__close:hover { background: var(--ui-color-surface-hover); color: var(--ui-color-text-default); }
    `,
    axes: { tone: toneAxis('neutral') },
    tokens: { radius: '{radius.control}' },
  },
  examples: [
    { id: 'warning', props: { tone: 'warning', title: 'A-1001 is late', text: 'Due yesterday.' } },
    { id: 'success', props: { tone: 'success', text: 'Order created.' } },
  ],
  emit({ tone, title, text, icon, dismissible, live }, out, { slots }) {
    const role = out.compute(
      "live == 'off' ? null : live == 'assertive' || (live == null && tone in ['danger', 'warning']) ? 'alert' : 'status'",
      { live, tone },
    );
    out.root('div', { class: 'ui-alert', role }, () => {
      if (isSet(icon)) iconByName(out, icon);
      else out.match(tone, Object.fromEntries(tones.map((name) => [name, () => draw(out, iconOf[name])])));
      out.element('div', { class: 'ui-alert__body' }, () => {
        // What color and icon say to others.
        out.match(tone, Object.fromEntries(spoken.map((name) => [name, () => toneWords(out, name)])));
        whenSet(out, title, () => out.element('p', { class: 'ui-alert__title' }, () => out.text(title)));
        whenSet(out, text, () => out.element('p', { class: 'ui-alert__text' }, () => out.text(text)));
        out.slot('default');
        if (slots.includes('actions')) out.element('div', { class: 'ui-alert__actions' }, () => out.slot('actions'));
      });
      // A box that hides what it stands in when it is checked: the one way to close it that needs no script.
      whenOn(out, dismissible, () =>
        out.element('input', { class: 'ui-alert__close', type: 'checkbox', 'aria-label': out.words('dismiss') }),
      );
    });
  },
});
