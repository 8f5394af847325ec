import { names } from '../names.ts';
import {
  any,
  anyNumber,
  choice,
  count,
  declaring,
  either,
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

const matrix = object('"matrix"', {
  browsers: optional(list(text()), 'Browsers to render in.'),
  viewports: optional(
    list(
      either(
        text(),
        object('A viewport', {
          name: required(text(), 'Its name.'),
          width: required(count, 'Width in CSS pixels.'),
          height: required(count, 'Height in CSS pixels.'),
          dpr: optional(anyNumber, 'Device pixels per CSS pixel.'),
        }),
      ),
    ),
    'Sizes to render at.',
  ),
  themes: optional(list(text()), 'Themes by id.'),
  modifiers: optional(openObject, 'Theme modifiers and their contexts.'),
  locales: optional(list(text(names.locale)), 'Languages.'),
  media: optional(list(choice('screen', 'print', 'forced-colors', 'reduced-motion')), 'What it is looked at with.'),
});

const fixture = object('A fixture', {
  extends: optional(naming('fixture', text()), 'Another fixture this one changes.'),
  ctx: optional(openObject, 'User, time, tenant and the like.'),
  params: optional(openObject, 'Params of the route.'),
  data: optional(openObject, 'Answers by data name.'),
  form: optional(openObject, 'Typed values by id of the Form node.'),
  calls: optional(openObject, 'Answers of calls.'),
});

const target = required(naming('node', text()), 'The node.');
const key = optional(any, 'Which item of a loop: its key, or a list of keys where loops stand in each other.');
const answer = optional(choice('dismiss'), 'The question that comes of it is dismissed; else it is answered with yes.');
const onNode = (title: string, more: ObjectShape['keys'] = {}): ObjectShape =>
  object(title, { do: required(text(), 'What is done.'), target, key, ...more });

/** What a person does before the picture is taken. */
const step: Shape = {
  kind: 'tagged',
  tag: 'do',
  title: 'A step',
  cases: {
    open: onNode('The step "open"'),
    click: onNode('The step "click"', { answer }),
    hover: onNode('The step "hover"'),
    focus: onNode('The step "focus"'),
    scrollTo: onNode('The step "scrollTo"'),
    fill: onNode('The step "fill"', {
      value: required(any, 'What is typed or chosen: a text, a number, true or false, an option, or a list of them.'),
    }),
    press: object('The step "press"', {
      do: required(text(), 'What is done.'),
      target: optional(naming('node', text()), 'The node that has the focus then.'),
      key,
      value: required(text(), 'Name of the key, such as "Enter" or "Shift+Tab".'),
      answer,
    }),
    wait: object('The step "wait"', {
      do: required(text(), 'What is done.'),
      for: optional(
        text(),
        'A time such as "300ms" or "7s", which passes at once, or "settled": until nothing is busy.',
      ),
    }),
  },
};

const expectation = object('An expectation', {
  text: optional(naming('node', text()), 'A node whose words are these.'),
  equals: optional(any, 'The words.'),
  visible: optional(naming('node', text()), 'A node that is shown.'),
  absent: optional(naming('node', text()), 'A node that is not shown.'),
  key,
  errors: optional(
    list(text()),
    'All messages that are shown: ids of rules, "/email:required", or "/email:call" for what a call said.',
  ),
  requests: optional(
    list(
      object('A request', {
        call: required(naming('call', text()), 'Name of the call.'),
        with: optional(openObject, 'Its arguments.'),
      }),
    ),
    'All calls that were made, in their order.',
  ),
  html: optional(choice('snapshot'), 'The HTML is the same as when the picture was accepted.'),
});

const thresholds = {
  diffRatio: optional(anyNumber, 'Share of pixels that may differ.'),
  perPixel: optional(anyNumber, 'How far a color may be off; above 0, smoothed edges do not count.'),
};

const testCase = object(
  'A test case',
  {
    id: required(text(names.nodeId), 'Its name.'),
    fixture: required(naming('fixture', text()), 'The fixture it renders.'),
    matrix: optional(matrix, 'Replaces parts of the matrix for this case.'),
    form: optional(openObject, 'Typed values by id of the Form node.'),
    steps: optional(list(step), 'What is done before the shot.'),
    at: optional(
      list(text(names.duration)),
      'Keeps its animations, and takes a picture at each of these times after they began.',
    ),
    thresholds: optional(
      object('"thresholds" of a case', { ...thresholds, reason: required(text(), 'Why more may differ here.') }),
      'How much may differ in this case; goes over those of all.',
    ),
    force: optional(openObject, 'States to force: "data.orders": "error".'),
    expect: optional(list(expectation), 'What must be true.'),
    skip: optional(text(), 'Why it is left out.'),
  },
  { identified: true },
);

/** The `tests` block (language.md 7). */
export const tests = object('"tests"', {
  fixtures: optional(declaring('fixture', map(names.name, fixture)), 'Named sample data.'),
  matrix: optional(matrix, 'What every case is rendered in.'),
  cases: optional(list(testCase), 'What is compared with a baseline.'),
  masks: optional(
    list(
      object('A mask', {
        node: optional(naming('node', text()), 'Node whose pixels are ignored.'),
        box: optional(list(anyNumber), 'Left, top, width and height in CSS pixels of the page, instead of a node.'),
        viewport: optional(text(), 'The viewport that a box is for; all by default.'),
        reason: required(text(), 'Why.'),
        mode: optional(choice('solid', 'hide', 'text'), 'How.'),
      }),
    ),
    'Parts of the picture that may differ.',
  ),
  thresholds: optional(object('"thresholds"', thresholds), 'How much may differ.'),
  a11y: optional(openObject, 'Accessibility standard and exceptions.'),
  budgets: optional(
    object('"budgets"', {
      htmlBytes: optional(anyNumber, 'Bytes of the page as it is sent, without its files.'),
      cssBytes: optional(anyNumber, 'Bytes of its stylesheet.'),
      nodes: optional(anyNumber, 'Nodes it shows, each turn of a loop counted.'),
      steps: optional(anyNumber, 'Steps its expressions take (language.md 3.3).'),
    }),
    'Limits that the page of every case must keep.',
  ),
});
