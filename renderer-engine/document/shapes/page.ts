import { names } from '../names.ts';
import { actions, oneAction } from './action.ts';
import { componentKeys } from './component.ts';
import { envelope, extending, messages } from './envelope.ts';
import { node, nodes, overrideNode } from './node.ts';
import {
  any,
  choice,
  conditionalSchema,
  declaring,
  either,
  flag,
  list,
  map,
  naming,
  nothing,
  type ObjectShape,
  object,
  openObject,
  optional,
  required,
  type Shape,
  schema,
  text,
} from './shape.ts';
import { tests } from './tests.ts';

const data = object('A data entry', {
  source: required(naming('source', text(names.dotted)), 'Name of a data source of the host.'),
  args: optional(map(names.name, any), 'Its arguments; holes may read params and ctx.'),
  schema: required(schema, 'What the answer looks like.'),
  load: optional(choice('eager', 'lazy'), 'Lazy data is read inside lazy nodes only.'),
  ttl: optional(text(names.duration), 'How long the host may reuse an answer.'),
  optional: optional(flag, 'A failure gives null instead of an error.'),
});

const rule = object(
  'A rule',
  {
    id: required(text(names.nodeId), 'Its name.'),
    assert: optional(text(), 'What must hold, as one hole.'),
    check: optional(naming('check', text(names.dotted)), 'A check of the host.'),
    with: optional(any, 'Arguments of the check.'),
    at: required(text(), 'The field that shows the message.'),
    message: required(text(), 'What is wrong and what to do.'),
    when: optional(choice('submit', 'change'), 'When it runs.'),
    severity: optional(choice('error', 'warning'), 'A warning does not stop the form.'),
  },
  { identified: true },
);

const severity = choice('error', 'warning');

const layerSeverities = object('A mode', {
  schema: optional(severity, 'How bad it is when a field does not fit.'),
  rules: optional(severity, 'How bad it is when a rule over the form does not hold.'),
  live: optional(severity, 'How bad it is when a rule that reads data or context does not hold.'),
});

const form = object('A form', {
  schema: required(conditionalSchema, 'The fields.'),
  initial: optional(openObject, 'First values.'),
  rules: optional(list(rule), 'What must hold between fields.'),
  mode: optional(either(choice('lenient', 'strict'), layerSeverities), 'Strict stops after the first failing layer.'),
  submit: optional(oneAction, 'What happens with a valid form.'),
});

/** What other documents may refer to. */
export const definitions = object('"defs"', {
  types: optional(declaring('type', map(names.name, conditionalSchema)), 'JSON Schemas.'),
  actions: optional(declaring('action', map(names.name, actions)), 'Actions.'),
  styles: optional(declaring('style', map(names.name, openObject)), 'Styles.'),
  components: optional(
    declaring('component', map(names.type, object('A component', componentKeys))),
    'Components of this document alone.',
  ),
  nodes: optional(declaring('nodes', map(names.name, node)), 'Nodes.'),
});

const head = object('"head"', {
  title: optional(text(), 'Title of the page.'),
  description: optional(text(), 'For search engines.'),
  image: optional(text(), 'For previews of links.'),
  robots: optional(choice('index', 'noindex'), 'Whether search engines list it.'),
  status: optional({ kind: 'number', values: [200, 403, 404, 410, 500, 503] }, 'HTTP status.'),
});

const access: Shape = either(
  choice('public', 'user'),
  object('"access"', { roles: required(list(text()), 'Who may see the page.') }),
);

/** Pages and layouts (language.md 2.1). */
export const pageShape = (kind: 'page' | 'layout'): ObjectShape =>
  object(kind === 'page' ? 'A page' : 'A layout', {
    ...envelope(kind),
    extends: extending,
    ...(kind === 'page' && { route: optional(text(), 'Its address, with params in braces: "/orders/{id}".') }),
    access: optional(access, 'Who may see it.'),
    head: optional(head, 'Title and the like.'),
    params: optional(declaring('param', map(names.name, schema)), 'Params of the address, with defaults.'),
    data: optional(declaring('data', map(names.name, data)), 'What the page needs of its host.'),
    context: optional(schema, 'Says more of `ctx` than is known in general: a JSON Schema of its parts.'),
    forms: optional(declaring('form', map(names.name, form)), 'Forms and their rules.'),
    messages: optional(messages, 'Texts by locale and key.'),
    defs: optional(definitions, 'Parts to refer to.'),
    view: optional(node, 'The tree of the page.'),
    slots: optional(map(names.slot, nodes), 'Content for the slots of the document it extends.'),
    overrides: optional(
      naming('node', map(names.nodeId, either(nothing, overrideNode))),
      'Changes to inherited nodes by id; null removes one.',
    ),
    tests: optional(tests, 'Fixtures and visual tests.'),
  });
