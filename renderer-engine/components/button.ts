import { controlSizes, toneAxis, tones } from './axes.ts';
import type { Attributes } from './component.ts';
import { defineComponent } from './define-component.ts';
import { iconByName, iconNames, iconStyles } from './icons.ts';
import { prop } from './prop.ts';
import { isSet, responsive } from './responsive.ts';

export const button = defineComponent({
  type: 'Button',
  summary: 'Starts an action, or submits its form.',
  category: 'actions',
  props: {
    text: prop.text({ required: true }),
    kind: prop.shape(['button', 'submit', 'reset'], { about: 'What it does in a form; "button" when left out.' }),
    variant: prop.axis(['solid', 'soft', 'outline', 'ghost', 'link']),
    tone: prop.axis(tones),
    size: prop.axis(controlSizes),
    icon: prop.icon(iconNames),
    iconPosition: prop.shape(['start', 'end']),
    disabled: prop.flag(),
    busyText: prop.text({ about: 'Shown while its action runs.' }),
    full: prop.choice([true, false], { responsive: true, about: 'Fills the width.' }),
  },
  events: ['click'],
  accessibleName: { prop: 'text', required: true },
  styles: {
    shared: [iconStyles],
    base: `
      .ui-button { display: inline-flex; align-items: center; justify-content: center; gap: var(--ui-space-2); inline-size: fit-content; max-inline-size: 100%; min-block-size: var(--_height); padding-inline: var(--_pad); border: 1px solid transparent; border-radius: var(--ui-button-radius); font: var(--ui-font-weight-medium) var(--_size) / 1.25 var(--ui-font-body); text-align: center; text-decoration: none; cursor: pointer; user-select: none; transition: background-color var(--ui-motion-fast), border-color var(--ui-motion-fast), color var(--ui-motion-fast); }
      .ui-button:is(:disabled, [aria-disabled="true"]) { opacity: var(--ui-opacity-disabled); cursor: not-allowed; }
      .ui-button[data-full] { inline-size: 100%; }
      .ui-button > span { min-inline-size: 0; overflow-wrap: anywhere; }
      @media (forced-colors: active) { .ui-button { border-color: ButtonBorder; } }
    `,
    axes: {
      tone: toneAxis('accent'),
      size: {
        default: 'md',
        values: {
          sm: '--_height: var(--ui-size-control-sm); --_pad: var(--ui-space-2); --_size: var(--ui-font-size-sm)',
          md: '--_height: var(--ui-size-control-md); --_pad: var(--ui-space-3); --_size: var(--ui-font-size-md)',
          lg: '--_height: var(--ui-size-control-lg); --_pad: var(--ui-space-5); --_size: var(--ui-font-size-lg)',
        },
      },
      variant: {
        default: 'solid',
        values: {
          solid:
            'background: var(--_solid); color: var(--_on-solid); &:hover:not(:disabled) { background: var(--_solid-hover); }',
          soft: 'background: var(--_soft); color: var(--_fg); &:hover:not(:disabled) { background: var(--_soft-hover); }',
          outline:
            'background: var(--ui-color-control-bg); border-color: var(--ui-color-control-border); color: var(--_fg); &:hover:not(:disabled) { border-color: var(--ui-color-control-border-hover); background: var(--ui-color-control-hover); }',
          ghost: 'background: transparent; color: var(--_fg); &:hover:not(:disabled) { background: var(--_soft); }',
          link: 'background: transparent; color: var(--_fg); padding-inline: 0; min-block-size: 0; text-decoration: underline; text-underline-offset: 0.2em;',
        },
      },
    },
    tokens: { radius: '{radius.control}' },
  },
  examples: [
    { id: 'solid', props: { text: 'Save' } },
    { id: 'quiet', props: { text: 'Download', variant: 'ghost', tone: 'neutral', icon: 'download', size: 'sm' } },
    { id: 'disabled', props: { text: 'Delete', tone: 'danger', disabled: true } },
  ],
  emit({ text, kind, icon, iconPosition, disabled, busyText, full }, out, { actions }) {
    const width = responsive(out, 'fullWidth', full);
    const shared: Attributes = { class: 'ui-button', 'data-busy-text': busyText, 'data-full': width };
    const inside = () => {
      if (isSet(icon) && iconPosition.value !== 'end') iconByName(out, icon);
      out.element('span', {}, () => out.text(text));
      if (isSet(icon) && iconPosition.value === 'end') iconByName(out, icon);
    };
    const action = actions['click'];
    if (action?.kind === 'link') {
      const off = isSet(disabled) ? out.compute("disabled ? 'true' : null", { disabled }) : null;
      const href = isSet(disabled)
        ? out.compute('disabled ? null : href', { disabled, href: action.href })
        : action.href;
      return out.root('a', { ...shared, href, download: action.download, 'aria-disabled': off }, inside);
    }
    const effect: Attributes =
      action?.kind === 'command'
        ? { type: 'button', command: action.command, commandfor: action.target }
        : action?.kind === 'post'
          ? {
              type: 'submit',
              form: action.form,
              formaction: action.action,
              formnovalidate: action.form === null,
              name: action.values ? '_with' : null,
              value: action.values,
            }
          : action
            ? { type: action.kind, form: action.form }
            : { type: kind.value ?? 'button' };
    return out.root('button', { ...shared, ...effect, disabled }, inside);
  },
});
