import type { AccessibleName, CoreComponent, CoreExample, CoreSlot } from '../components/component.ts';
import type { JsonObject } from '../document/types.ts';
import { exampleNode } from '../gallery/example-node.ts';
import { wordsOf } from '../gallery/gallery-page.ts';
import { shortJson } from '../gallery/short-json.ts';
import { exampleHtml } from './example-html.ts';
import { block, code, generated, page, table } from './markdown.ts';
import { type PropField, propsForm } from './props-form.ts';
import { schemaWords } from './schema-words.ts';

/** The reference page of one type, everything from its definition. */
export function componentPage(component: CoreComponent): string {
  const { type, summary, category, slots, events, parts = [], styles, children, accessibleName } = component;
  const fields = propsForm(component);
  return page(
    generated,
    `# ${type}`,
    summary,
    `Category: ${category}.${placeWords(children)}${nameWords(accessibleName)}`,
    '## Props',
    fields.length === 0
      ? 'None.'
      : table(
          ['Prop', 'Takes', 'Notes'],
          fields.map((field) => [code(field.name), takes(field), notes(field, styles.axes)]),
        ),
    Object.keys(slots).length > 0 && '## Slots',
    Object.keys(slots).length > 0 &&
      table(
        ['Slot', 'Content'],
        Object.entries(slots).map(([name, slot]) => [code(name), slotWords(slot)]),
      ),
    events.length > 0 && `## Events\n\n${events.map(code).join(', ')}`,
    parts.length > 0 && `## Parts\n\nA theme may style ${parts.map(code).join(', ')}.`,
    styles.tokens && '## Tokens',
    styles.tokens &&
      table(
        ['Token', 'Default'],
        Object.entries(styles.tokens).map(([name, value]) => [code(name), code(value)]),
      ),
    '## Examples',
    ...component.examples.map((example) => exampleWords(component, example)),
  );
}

const takes = ({ schema, responsive }: PropField): string => {
  const own = schema as JsonObject;
  if ((own['x-ui'] as JsonObject | undefined)?.['context'] === 'icon') return '[name of an icon](../icons.md)';
  const plain = responsive && Array.isArray(own['anyOf']) ? own['anyOf'][0] : schema;
  return schemaWords(plain as PropField['schema']);
};

function notes(field: PropField, axes: CoreComponent['styles']['axes']): string {
  const normally = axes?.[field.name]?.default;
  return [
    field.required && 'required',
    field.about,
    !field.dynamic && 'constant',
    field.responsive && 'by width: `{ "base": …, "md": … }`',
    field.axis && `a look; the theme decides the default${normally ? `, at first ${code(normally)}` : ''}`,
    field.default !== null && `default ${code(JSON.stringify(field.default))}`,
    field.deprecated && 'deprecated',
  ]
    .filter(Boolean)
    .map((words) => String(words).replace(/\.$/, ''))
    .join('; ');
}

function slotWords({ description, required, accepts, max, provide }: CoreSlot): string {
  return [
    description?.replace(/\.$/, ''),
    required && 'required',
    accepts && `takes ${accepts.map(code).join(', ')}`,
    max !== undefined && `at most ${max}`,
    provide && `sees ${Object.keys(provide).map(code).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ');
}

const placeWords = (children: CoreComponent['children']): string =>
  [
    children?.allowedIn && ` Stands only in ${children.allowedIn.map(code).join(', ')}.`,
    children?.notIn && ` May not stand in ${children.notIn.map(code).join(', ')}.`,
  ]
    .filter(Boolean)
    .join('');

function nameWords(name: CoreComponent['accessibleName']): string {
  if (!name) return '';
  const from = name.prop ? `its prop ${code(name.prop)}` : name.content ? 'its content' : '`a11y.label`';
  return ` Its name for assistive technology comes from ${from}${mustWords(name.required)}.`;
}

function mustWords(required: AccessibleName['required']): string {
  if (typeof required !== 'boolean') return ` and must not be missing where ${code(required.with)} is set`;
  return required ? ' and must not be missing' : '';
}

function exampleWords(component: CoreComponent, example: CoreExample): string {
  const node = exampleNode(component, example) as unknown as JsonObject;
  const html = exampleHtml(component, example);
  return [`### ${wordsOf(example)}`, block('json', shortJson(node)), html && block('html', html)]
    .filter(Boolean)
    .join('\n\n');
}
