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
  type ObjectShape,
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

const event = object('An event', {
  description: optional(text(), 'When it is raised.'),
  detail: optional(schema, 'What it brings along, as `event.detail`.'),
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

const propName = required(text(names.name), 'The prop.');
const operation = (title: string, keys: Readonly<Record<string, KeyShape>>): ObjectShape =>
  object(title, { op: required(text(), 'What to do.'), ...keys });

/** Changes to instances that were written for an older version (language.md 5.6). */
const migration = object('A migration', {
  from: required(text(), 'Versions whose instances it is for, such as "<2.0.0".'),
  ops: required(
    list({
      kind: 'tagged',
      tag: 'op',
      title: 'An operation',
      cases: {
        rename: operation('A rename', { prop: propName, to: required(text(names.name), 'Its new name.') }),
        mapValue: operation('A mapping of values', {
          prop: propName,
          map: required(openObject, 'New value by old value.'),
        }),
        default: operation('A default', { prop: propName, value: required(any, 'What it is where it is not set.') }),
        drop: operation('A drop', { prop: propName }),
        compute: operation('A computation', {
          prop: propName,
          value: required(text(), 'Its value, with holes that read "props".'),
        }),
        propToSlot: operation('A prop that becomes content', {
          prop: propName,
          slot: required(text(names.slot), 'The slot it goes to.'),
          node: required(openObject, 'The node it becomes; "${value}" in it is what the prop was.'),
        }),
        slotToProp: operation('Content that becomes a prop', {
          slot: required(text(names.slot), 'The slot it comes from.'),
          prop: propName,
        }),
        retype: operation('A change of type', { type: required(text(names.type), 'What stands for it now.') }),
        wrap: operation('A wrapping', {
          node: required(openObject, 'What goes around it: a node without an id.'),
          slot: optional(text(names.slot), 'The slot of that node it goes to; "default" otherwise.'),
        }),
      },
    }),
    'What is done, in order.',
  ),
});

/** What component documents and `defs.components` share (language.md 8.1). */
export const componentKeys: Readonly<Record<string, KeyShape>> = {
  props: optional(schema, 'What instances may set; a closed object.'),
  slots: optional(map(names.slot, slot), 'Where instances may put content.'),
  events: optional(map(names.event, event), 'What it raises.'),
  valueType: optional(schema, 'For inputs: what a bound field must be.'),
  parts: optional(list(text(names.nodeId)), 'Nodes a theme may style.'),
  tokens: optional(openObject, 'Design tokens of its own.'),
  a11y: optional(openObject, 'Role, name, contrast.'),
  messages: optional(messages, 'Texts by locale and key.'),
  view: required(node, 'What it is made of.'),
  examples: optional(list(example), 'Shown in palettes, tested as cases.'),
  migrations: optional(list(migration), 'How older instances are upgraded, in order.'),
  children: optional(
    object('"children"', {
      allowedIn: optional(list(text()), 'Types it must stand in.'),
      notIn: optional(list(text()), 'Types it may not stand in.'),
    }),
    'Where it may stand.',
  ),
};
