import { names } from '../names.ts';
import { messages } from './envelope.ts';
import { node, nodes } from './node.ts';
import {
  any,
  count,
  flag,
  type KeyShape,
  list,
  map,
  object,
  openObject,
  optional,
  required,
  schema,
  text,
} from './shape.ts';

const slot = object('A slot', {
  description: optional(text(), 'What belongs here.'),
  accepts: optional(list(text()), 'Types or categories that may stand here.'),
  min: optional(count, 'At least so many nodes.'),
  max: optional(count, 'At most so many nodes.'),
  required: optional(flag, 'Must be filled.'),
  provide: optional(map(names.name, any), 'Names its content sees: a path into the props, or a JSON Schema.'),
});

const example = object(
  'An example',
  {
    id: required(text(names.nodeId), 'Its name.'),
    title: optional(text(), 'What it shows.'),
    props: optional(map(names.name, any), 'Props of the instance.'),
    slots: optional(map(names.slot, nodes), 'Content of the instance.'),
    ctx: optional(openObject, 'User, time, locale and the like.'),
  },
  { identified: true },
);

/** What component documents and `defs.components` share (language.md 8.1). */
export const componentKeys: Readonly<Record<string, KeyShape>> = {
  props: optional(schema, 'What instances may set; a closed object.'),
  slots: optional(map(names.slot, slot), 'Where instances may put content.'),
  events: optional(openObject, 'What it raises.'),
  valueType: optional(schema, 'For inputs: what a bound field must be.'),
  parts: optional(list(text(names.nodeId)), 'Nodes a theme may style.'),
  tokens: optional(openObject, 'Design tokens of its own.'),
  a11y: optional(openObject, 'Role, name, contrast.'),
  messages: optional(messages, 'Texts by locale and key.'),
  view: required(node, 'What it is made of.'),
  examples: optional(list(example), 'Shown in palettes, tested as cases.'),
  migrations: optional(list(openObject), 'How older instances are upgraded.'),
  children: optional(
    object('"children"', {
      allowedIn: optional(list(text()), 'Types it must stand in.'),
      notIn: optional(list(text()), 'Types it may not stand in.'),
    }),
    'Where it may stand.',
  ),
};
