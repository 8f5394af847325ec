import { names } from '../names.ts';
import { envelope, extending } from './envelope.ts';
import { anyNumber, either, list, map, object, openObject, optional, required, text } from './shape.ts';

const anyName = { what: 'name', pattern: /^\S+$/, rule: 'write a name without spaces', longest: 200 };

/** Themes (language.md 6.2); `tokens` is a design-token resolver document, checked by the theme compiler. */
export const themeShape = object('A theme', {
  ...envelope('theme'),
  extends: extending,
  tenant: optional(text(), 'The tenant it belongs to.'),
  tokens: required(openObject, 'Design tokens: sets, modifiers, resolutionOrder.'),
  activate: optional(map(anyName, map(anyName, text())), 'Modifier context to media query.'),
  breakpoints: optional(map(names.name, text()), 'Widths of sm, md, lg and xl.'),
  components: optional(map(anyName, openObject), 'Defaults, tokens and parts per component.'),
  assets: optional(openObject, 'Pictures of the theme.'),
  fonts: optional(list(openObject), 'Font files.'),
  checks: optional(
    object('"checks"', {
      contrast: optional(list(list(either(text(), anyNumber))), 'Pairs of colors and their ratio.'),
    }),
    'What the theme promises.',
  ),
});
