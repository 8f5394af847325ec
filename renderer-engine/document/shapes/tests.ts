import { names } from '../names.ts';
import {
  anyNumber,
  choice,
  count,
  declaring,
  either,
  list,
  map,
  naming,
  object,
  openObject,
  optional,
  required,
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
  media: optional(list(choice('print', 'forced-colors', 'reduced-motion')), 'Media features.'),
});

const fixture = object('A fixture', {
  extends: optional(naming('fixture', text()), 'Another fixture this one changes.'),
  ctx: optional(openObject, 'User, time, tenant and the like.'),
  params: optional(openObject, 'Params of the route.'),
  data: optional(openObject, 'Answers by data name.'),
  form: optional(openObject, 'Typed values by id of the Form node.'),
  calls: optional(openObject, 'Answers of calls.'),
});

const testCase = object(
  'A test case',
  {
    id: required(text(names.nodeId), 'Its name.'),
    fixture: required(naming('fixture', text()), 'The fixture it renders.'),
    matrix: optional(matrix, 'Replaces parts of the matrix for this case.'),
    form: optional(openObject, 'Typed values by id of the Form node.'),
    steps: optional(list(openObject), 'What is done before the shot.'),
    force: optional(openObject, 'States to force: "data.orders": "error".'),
    expect: optional(list(openObject), 'What must be true.'),
    thresholds: optional(
      object('The thresholds of a case', {
        diffRatio: optional(anyNumber, 'Share of pixels that may differ.'),
        perPixel: optional(anyNumber, 'How far a color may be off; above 0, smoothed edges do not count.'),
        reason: required(text(), 'Why this case may differ.'),
      }),
      'How much may differ in this case.',
    ),
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
        node: required(naming('node', text()), 'Node whose pixels are ignored.'),
        reason: required(text(), 'Why.'),
        mode: optional(choice('solid', 'hide', 'text'), 'How.'),
      }),
    ),
    'Parts of the picture that may differ.',
  ),
  thresholds: optional(
    object('"thresholds"', {
      diffRatio: optional(anyNumber, 'Share of pixels that may differ.'),
      perPixel: optional(anyNumber, 'How far a color may be off; above 0, smoothed edges do not count.'),
    }),
    'How much may differ.',
  ),
  a11y: optional(openObject, 'Accessibility standard and exceptions.'),
  budgets: optional(map(names.name, anyNumber), 'Limits a rendered page must keep.'),
});
