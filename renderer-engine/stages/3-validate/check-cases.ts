import { nearestName } from '../../diagnostics/nearest-name.ts';
import { validatorFor } from '../../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema, TestCase, TestMask } from '../../document/types.ts';
import { manifestSchema } from '../2-resolve/manifest-schema.ts';
import type { Origin } from '../flow.ts';
import { leadsAway } from './leads-away.ts';
import { inside, type Validation } from './validation.ts';

/** What a case does and expects names nodes of the page, until a step leads to another. */
export function checkCase({ steps = [], expect = [] }: TestCase, at: Origin, validation: Validation): void {
  let isAway = false;
  const check = (entry: JsonObject, keys: readonly string[], place: Origin): void => {
    if (isAway) return;
    for (const key of keys) {
      const node = entry[key];
      if (typeof node === 'string') checkTestedNode(node, inside(place, key), validation);
    }
  };
  steps.forEach((step, index) => {
    check(step, ['target'], inside(inside(at, 'steps'), index));
    isAway ||= leadsAway(step, validation);
  });
  expect.forEach((one, index) => {
    const place = inside(inside(at, 'expect'), index);
    check(one, ['text', 'visible', 'absent'], place);
    const said = expectations.filter((name) => Object.hasOwn(one, name));
    if (said.length === 1 && (said[0] === 'text') === Object.hasOwn(one, 'equals')) return;
    const problem = `An expectation says one of ${expectations.join(', ')}, and "text" also what it "equals".`;
    validation.teller.tell('UI5011', { problem }, { origin: place });
  });
}

const expectations = ['text', 'visible', 'absent', 'errors', 'requests', 'html'] as const;

/** A mask covers a node or a box; what covers nothing hides nothing. */
export function checkMask({ node, box, viewport }: TestMask, at: Origin, validation: Validation): void {
  const tell = (problem: string, origin = at) => void validation.teller.tell('UI5011', { problem }, { origin });
  if (node !== undefined && box === undefined) {
    if (viewport !== undefined) tell('A mask of a node is for all viewports.', inside(at, 'viewport'));
    checkTestedNode(node, inside(at, 'node'), validation);
  } else if (node !== undefined || box === undefined) {
    tell('A mask needs either a "node" or a "box".');
  } else if (!isBox(box)) {
    const example = 'such as [0, 0, 200, 40]';
    tell(`A box is left, top, width and height in CSS pixels of the page, ${example}.`, inside(at, 'box'));
  }
}

const isBox = ([left = -1, top = -1, width = 0, height = 0, ...more]: readonly number[]): boolean =>
  more.length === 0 && left >= 0 && top >= 0 && width > 0 && height > 0;

/** What is inside of a component is known when it is rendered; its instance is known now. */
export function checkTestedNode(node: string, at: Origin, { ids, teller, resolved }: Validation): void {
  const [outer = node] = node.split('--', 1);
  if (ids().has(node) || ids().has(outer) || resolved.leftOut.has(outer)) return;
  const nearest = nearestName(outer, ids());
  const whole = nearest && nearest + node.slice(outer.length);
  teller.tell('UI5011', { problem: missing('node', node, whole) }, { origin: at }, { fixes: renaming(at, whole) });
}

/** Values of Form nodes, against the schemas of what these fill: a value without a field is shown nowhere. */
export function checkTypedValues(form: JsonObject, at: Origin, validation: Validation, nameOf: FormNames): void {
  for (const [node, values] of Object.entries(form)) {
    const schema = nameOf(node);
    if (typeof schema !== 'object' || !isMap(values)) continue;
    const fields = Object.keys((schema['properties'] ?? {}) as JsonObject);
    if (schema['$ref'] !== undefined || schema['additionalProperties']) continue;
    for (const field of Object.keys(values)) {
      if (fields.includes(field)) continue;
      const nearest = nearestName(field, fields);
      const place = inside(inside(at, node), field);
      const more = { fixes: moving(place, nearest) };
      const problem = missing(`field of the Form "${node}" called`, field, nearest);
      validation.teller.tell('UI5011', { problem }, { origin: place, atKey: true }, more);
    }
  }
}

/** Schema of the form that a Form node fills; undefined for what has none. */
export type FormNames = (node: string) => JsonSchema | undefined;

/** Answers of calls, against the manifest; without one nobody knows. */
export function checkAnswers(answers: JsonObject, at: Origin, { context, teller }: Validation): void {
  const manifest = context.manifests.calls;
  if (!manifest) return;
  const known = (manifest['calls'] ?? {}) as Readonly<Record<string, JsonObject>>;
  for (const [call, answer] of Object.entries(answers)) {
    const place = inside(at, call);
    if (!Object.hasOwn(known, call)) {
      const nearest = nearestName(call, Object.keys(known));
      const more = { fixes: moving(place, nearest) };
      teller.tell('UI5011', { problem: missing('call', call, nearest) }, { origin: place, atKey: true }, more);
      continue;
    }
    const result = isMap(answer) ? answer['result'] : undefined;
    if (result === undefined) continue;
    const found = validatorFor(manifestSchema(known[call]!['result'], manifest, context))(result);
    if (!found) continue;
    const where = found.pointer === '' ? 'the result' : `"${found.pointer}" of the result`;
    const origin = { unit: at.unit, pointer: `${inside(place, 'result').pointer}${found.pointer}` };
    teller.tell('UI5011', { problem: `The call "${call}" never answers so: ${where} ${found.problem}.` }, { origin });
  }
}

export const missing = (what: string, name: string, nearest: string | null): string =>
  `There is no ${what} "${name}".${nearest ? ` Did you mean "${nearest}"?` : ''}`;

/** Puts the nearest name in its place. A sidecar is no part of the document an edit is made of. */
export const renaming = (at: Origin, nearest: string | null) =>
  nearest === null || at.unit.parsed.sidecar
    ? []
    : [
        {
          title: `Use "${nearest}"`,
          safe: false,
          edits: [{ op: 'replace', path: at.pointer, value: nearest } as const],
        },
      ];

/** The same for a key. */
export const moving = (at: Origin, nearest: string | null) => {
  if (nearest === null || at.unit.parsed.sidecar) return [];
  const path =
    at.pointer.slice(0, at.pointer.lastIndexOf('/') + 1) + nearest.replaceAll('~', '~0').replaceAll('/', '~1');
  return [{ title: `Use "${nearest}"`, safe: false, edits: [{ op: 'move', from: at.pointer, path } as const] }];
};

const isMap = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
