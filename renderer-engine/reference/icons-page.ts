import { iconNames } from '../components/icons.ts';
import { generated, page } from './markdown.ts';

/** The names of all icons, by letter: editors show the drawings beside them. */
export function iconsPage(): string {
  const byLetter = Map.groupBy(iconNames, (name) => name.charAt(0));
  return page(
    generated,
    '# Icons',
    `The ${iconNames.length} icons that props such as \`icon\` of a [Button](components/button.md) take, and [Icon](components/icon.md) draws. Editors show each drawing beside its name; the gallery has them, too.`,
    ...[...byLetter.values()].map((names) => names.map((name) => `\`${name}\``).join(' · ')),
  );
}
