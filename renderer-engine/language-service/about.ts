import { iconPaths } from '../components/icon-paths.ts';
import type { IconName } from '../components/icons.ts';
import type { DocumentView } from './project.ts';
import { describeSchema, type OwnedSchema } from './schemas.ts';
import { textAt } from './text.ts';
import type { TokenView } from './tokens.ts';
import type { PropView, TypeView } from './types.ts';

/** Markdown about what can be written, for suggestions and hovers. */

/** Markdown about a prop: what it is for, its type and default. */
export function aboutProp({ about, axis, standard, constant, deprecated }: PropView): string {
  const notes = [
    about,
    standard === undefined
      ? ''
      : `Default: \`${JSON.stringify(standard)}\`${axis ? ', unless the theme says otherwise' : ''}.`,
    constant ? 'Must be known when the document is compiled.' : '',
    deprecated ? `Deprecated${deprecated['use'] ? `; use "${String(deprecated['use'])}"` : ''}.` : '',
  ];
  return notes.filter((note) => note !== '').join('\n\n');
}

/** Markdown about a part of a value, as its schema describes it. */
export const aboutSchema = ({ schema }: OwnedSchema): string | undefined =>
  typeof schema === 'object' && typeof schema['description'] === 'string' ? schema['description'] : undefined;

/** Markdown about a component type: what it is, what it takes, an example. */
export function aboutType({ name, summary, category, props, slots, examples, deprecated }: TypeView): string {
  const rows = Object.values(props).map(
    ({ name: prop, required, about, schema, owner }) =>
      `- \`${prop}\`${required ? ' *' : ''}: ${describeSchema({ schema, owner })}${about ? ` — ${about}` : ''}`,
  );
  const content = Object.keys(slots);
  return [
    `**${name}** — ${category}`,
    summary,
    deprecated ? `Deprecated${deprecated['use'] ? `; use "${String(deprecated['use'])}"` : ''}.` : '',
    rows.join('\n'),
    content.length > 0 ? `Slots: ${content.map((slot) => `\`${slot}\``).join(', ')}` : '',
    examples[0]
      ? `\`\`\`json\n${JSON.stringify({ type: name, props: examples[0]['props'] ?? {} }, null, 2).slice(0, 800)}\n\`\`\``
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What a document is. */
export const aboutView = ({ text, kind, id, version }: DocumentView): string =>
  [`**${textAt(text.tree, 'title') ?? id}** — ${kind} \`${id}@${version}\``, textAt(text.tree, 'description') ?? '']
    .filter((part) => part !== '')
    .join('\n\n');

/** A message in every language. */
export function aboutMessage(view: DocumentView, key: string, alias: string | undefined): string {
  const owner = alias === undefined ? view : view.used(alias);
  const locales = owner?.text.tree?.children?.find(({ children }) => children?.[0]?.value === 'messages')
    ?.children?.[1];
  const rows = (locales?.children ?? []).flatMap(({ children }) => {
    const text = textAt(children?.[1], key);
    return text === null ? [] : [`- ${children?.[0]?.value}: ${text.replaceAll('\n', ' ')}`];
  });
  return [`**${key}** — a message`, rows.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** Markdown: the value of a token in every context. */
export function aboutToken({ path, type, css, contexts }: TokenView): string {
  const rows = contexts.map(({ name, css: other }) => `- ${name}: \`${other}\``);
  return [`**{${path}}** — ${type}`, '', `- default: \`${css}\``, ...rows].join('\n');
}

/** An icon as a picture: gray lines, to be seen on light and on dark. */
export function aboutIcon(name: IconName): string {
  const svg = [
    '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="#7a8594" ',
    `stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${iconPaths[name]}"/></svg>`,
  ];
  return `![${name}](data:image/svg+xml,${encodeURIComponent(svg.join(''))})`;
}
