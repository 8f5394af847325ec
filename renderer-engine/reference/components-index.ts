import { catalog } from '../components/catalog.ts';
import { kebabCase } from '../components/class-name.ts';
import type { CoreComponent } from '../components/component.ts';
import { generated, page, table } from './markdown.ts';

/** Address of a type's page beside the index. */
export const componentFile = ({ type }: Pick<CoreComponent, 'type'>): string => `components/${kebabCase(type)}.md`;

/** All built-in types by category. */
export function componentsIndex(): string {
  const all = [...catalog.values()];
  const categories = [...new Set(all.map(({ category }) => category))];
  return page(
    generated,
    '# Components',
    `The ${all.length} built-in types. \`studio gallery --out DIR\` shows them all, in every theme; the command "Component gallery" does so in the app.`,
    ...categories.flatMap((category) => [
      `## ${category.charAt(0).toUpperCase()}${category.slice(1)}`,
      table(
        ['Type', 'What it is for'],
        all
          .filter((component) => component.category === category)
          .map((component) => [`[${component.type}](${componentFile(component)})`, component.summary]),
      ),
    ]),
  );
}
