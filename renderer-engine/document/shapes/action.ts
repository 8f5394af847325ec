import { names } from '../names.ts';
import {
  any,
  choice,
  either,
  flag,
  type KeyShape,
  list,
  map,
  naming,
  type ObjectShape,
  object,
  openObject,
  optional,
  required,
  type Shape,
  text,
} from './shape.ts';

const timing: Readonly<Record<string, KeyShape>> = {
  debounce: optional(text(names.duration), 'Waits until events stop for this long.'),
  throttle: optional(text(names.duration), 'At most one event in this time.'),
  once: optional(flag, 'Only the first event.'),
};
const target = naming('node', text(names.nodeId));
const url = optional(choice('push', 'replace'), 'What happens to the address bar.');
const key = optional(any, 'Picks one item when the target stands in a loop.');

const action = (title: string, keys: Readonly<Record<string, KeyShape>>): ObjectShape =>
  object(title, { do: required(text(), 'What to do.'), ...timing, ...keys }, { referable: true });

/** Actions by `do` (language.md 4.3). */
const cases: Readonly<Record<string, ObjectShape>> = {
  request: action('A request', {
    call: required(naming('call', text(names.dotted)), 'Name of a call of the host.'),
    with: optional(openObject, 'Arguments of the call.'),
    target: optional(target, 'The node that is rendered again.'),
    key,
    swap: optional(
      choice('morph', 'replace', 'inner', 'append', 'prepend', 'before', 'after', 'delete', 'none'),
      'How the answer is put in.',
    ),
    confirm: optional(text(), 'Asked before anything is sent.'),
    busy: optional(flag, 'Whether the button is disabled meanwhile.'),
    concurrency: optional(choice('drop', 'queue', 'replace'), 'What a second request does.'),
    url,
    // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
    then: optional(() => actions, 'What happens after success.'),
    catch: optional(
      map({ what: 'status', pattern: /^(\*|[1-5]\d\d)$/, rule: 'write a status such as "422", or "*"' }, () => actions),
      'What happens after a failure, by status.',
    ),
  }),
  refresh: action('A refresh', {
    target: required(target, 'The node that is rendered again.'),
    key,
    with: optional(openObject, 'Params that change.'),
    url,
  }),
  navigate: action('A navigation', {
    to: optional(openObject, 'A page of the release: { page, params, hash }.'),
    href: optional(text(), 'An address.'),
  }),
  download: action('A download', {
    call: required(naming('call', text(names.dotted)), 'Name of a safe call of the host.'),
    with: optional(openObject, 'Arguments of the call.'),
  }),
  submit: action('A submit', { target: optional(target, 'The form.'), key }),
  reset: action('A reset', { target: optional(target, 'The form.'), key }),
  open: action('An open', { target: required(target, 'The dialog.'), key }),
  close: action('A close', { target: required(target, 'The dialog.'), key }),
  toggle: action('A toggle', { target: required(target, 'The dialog.'), key }),
  emit: action('An emit', {
    event: required(naming('event', text(names.event)), 'Name of the event.'),
    detail: optional(openObject, 'What listeners are told.'),
  }),
  raise: action('A raise', {
    event: required(text(names.event), 'An event of this component.'),
    detail: optional(openObject, 'What the instance is told.'),
  }),
  toast: action('A toast', {
    tone: optional(text(), 'How it looks.'),
    message: required(text(), 'What it says.'),
  }),
  focus: action('A focus', { target: required(target, 'The node to focus.'), key }),
  copy: action('A copy', { text: required(text(), 'What is put on the clipboard.') }),
  print: action('A print', {}),
};

export const oneAction: Shape = { kind: 'tagged', tag: 'do', title: 'An action', cases };

/** One action, or several in order. */
export const actions: Shape = either(oneAction, list(oneAction));
