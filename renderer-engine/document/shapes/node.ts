import { names } from '../names.ts';
import { roles } from '../roles.ts';
import { actions } from './action.ts';
import {
  any,
  choice,
  count,
  declaring,
  either,
  flag,
  type KeyShape,
  list,
  map,
  naming,
  object,
  openObject,
  optional,
  required,
  type Shape,
  text,
} from './shape.ts';

/** A list of nodes; text stands for itself. */
export const nodes: Shape = list(() => node);

const loop = object('A loop', {
  each: required(text(), 'The list to repeat over, as one hole.'),
  as: required(declaring('local', text(names.name)), 'The name of the current item.'),
  index: optional(declaring('local', text(names.name)), 'The name of the current position, from 0.'),
  key: required(text(), 'What tells items apart, as one hole that gives text or a number.'),
  limit: optional(count, 'At most so many items are shown.'),
  empty: optional(nodes, 'Shown once when the list is empty or null.'),
});

const accessibility = object('"a11y"', {
  label: optional(text(), 'The name a screen reader says.'),
  description: optional(text(), 'More than the name.'),
  labelledBy: optional(naming('node', text(names.nodeId)), 'Id of the node that names this one.'),
  describedBy: optional(naming('node', text(names.nodeId)), 'Id of the node that describes this one.'),
  live: optional(choice('off', 'polite', 'assertive'), 'Whether changes are announced.'),
  hidden: optional(flag, 'Hides the node from screen readers.'),
  role: optional(choice(...roles), 'An ARIA role.'),
  current: optional(choice('page', 'step', 'true'), 'Marks the current item of a set.'),
});

const lazy = object('"lazy"', {
  when: required(text(), '"visible", "load", "idle" or "event:name".'),
  mode: optional(choice('request', 'stream'), 'How the content arrives.'),
  placeholder: optional(nodes, 'Shown until the content is there.'),
  timeout: optional(text(names.duration), 'After this the content counts as failed.'),
});

/** Keys of a node (language.md 2.2), without what is required. */
const keys: Readonly<Record<string, KeyShape>> = {
  id: optional(declaring('node', text(names.nodeId)), 'Stable name of the node, unique in the document.'),
  type: optional(
    naming('component', text(names.type)),
    'A built-in component, an alias of "uses", or a key of "defs.components".',
  ),
  props: optional(map(names.name, any), 'The input of the component.'),
  children: optional(nodes, 'Short for "slots.default".'),
  slots: optional(map(names.slot, nodes), 'Content by slot name.'),
  for: { shape: loop, about: 'Repeats the node for every item of a list.', vital: true },
  let: optional(declaring('local', map(names.name, any)), 'Names for values used below.'),
  if: optional(text(), 'Shows the node only when this holds, as one hole.'),
  else: optional(nodes, 'Shown when "if" does not hold.'),
  bind: optional(text(), 'The field an input edits: "/email" of the form, or "params:q".'),
  on: optional(map(names.trigger, actions), 'What happens on an event.'),
  style: optional(openObject, 'Style properties with tokens as values; constant.'),
  a11y: optional(accessibility, 'What assistive technology is told.'),
  lazy: optional(lazy, 'Loads the node on its own.'),
  catch: optional(nodes, 'Shown in place of the node when it fails.'),
  final: optional(flag, 'May not be overridden by pages that extend this document.'),
  fallback: optional(
    either(choice('drop', 'placeholder'), object('A node', {}, { open: true })),
    'Used when the type is not available.',
  ),
  note: optional(text(), 'A comment for authors, never rendered.'),
};

/** A node: text, or an object with id and type. */
export const node: Shape = either(
  text(),
  object(
    'A node',
    { ...keys, id: { ...keys.id!, required: true }, type: { ...keys.type!, required: true } },
    { identified: true, referable: true, isNode: true },
  ),
);

const overrideNodes: Shape = list(() => either(text(), overrideItem));

/** A part of a node that changes an inherited one; its lists are merged by id (language.md 5.4). */
export const overrideNode = object('An override', {
  ...keys,
  children: optional(overrideNodes, 'Merged by id.'),
  slots: optional(map(names.slot, overrideNodes), 'Merged by id.'),
  else: optional(overrideNodes, 'Merged by id.'),
  catch: optional(overrideNodes, 'Merged by id.'),
});

const overrideItem = object(
  'A node',
  {
    ...overrideNode.keys,
    id: { ...keys.id!, required: true },
    $remove: optional(flag, 'Removes the inherited node of this id.'),
    $before: optional(naming('node', text(names.nodeId)), 'Places the node before this one.'),
    $after: optional(naming('node', text(names.nodeId)), 'Places the node after this one.'),
    $first: optional(flag, 'Places the node first.'),
  },
  { identified: true, referable: true, isNode: true },
);
