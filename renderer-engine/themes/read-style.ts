import { nearestName } from '../diagnostics/nearest-name.ts';
import { step } from '../document/pointer.ts';
import type { Json, JsonObject } from '../document/types.ts';
import { authorProperties, type StyleStep, styleProperties, styleStates, styleSteps } from './style-properties.ts';
import { styleText, tokenPath } from './style-values.ts';
import { isObject } from './token-tree.ts';

/** Declarations of a style object that apply together. */
export interface StyleRule {
  readonly step: StyleStep;
  readonly state: keyof typeof styleStates | null;
  /** What of the element it applies to; empty for itself. */
  readonly inside: string;
  /** CSS property → CSS value. */
  readonly declarations: Readonly<Record<string, string>>;
}

/** A mistake in a style object; `pointer` starts at the object. */
export type StyleProblem = { readonly pointer: string } & (
  | { readonly code: 'UI6102'; readonly params: { readonly property: string; readonly value: string } }
  | { readonly code: 'UI6103'; readonly params: { readonly property: string; readonly nearest: string | null } }
  | {
      readonly code: 'UI6105';
      readonly params: { readonly property: string; readonly value: string; readonly expected: string };
    }
  | { readonly code: 'UI6201'; readonly params: { readonly name: string } }
);

export interface ReadStyle {
  readonly rules: readonly StyleRule[];
  /** Paths of all tokens it uses. */
  readonly tokens: readonly string[];
  readonly problems: readonly StyleProblem[];
}

/** Reads a style object of language.md 6.1. What is wrong is told and left out. */
export function readStyle(style: JsonObject): ReadStyle {
  const found: Found = { rules: new Map(), tokens: new Set(), problems: [] };
  const { states, ...plain } = style;
  readPart(plain, null, '', found);
  if (states !== undefined) {
    for (const [name, part] of Object.entries(isObject(states) ? states : {})) {
      const pointer = step('/states', name);
      if (!Object.hasOwn(styleStates, name)) found.problems.push(unknown(`states.${name}`, pointer));
      else if (isObject(part)) readPart(part, name as keyof typeof styleStates, pointer, found);
    }
  }
  const inOrder = [...found.rules.values()].sort(
    (a, b) => styleSteps.indexOf(a.step) - styleSteps.indexOf(b.step) || rank(a.state) - rank(b.state),
  );
  return { rules: inOrder, tokens: [...found.tokens].sort(), problems: found.problems };
}

/** The problems alone, for validation. */
export const checkStyle = (style: JsonObject): readonly StyleProblem[] => readStyle(style).problems;

interface Found {
  readonly rules: Map<
    string,
    {
      readonly step: StyleStep;
      readonly state: StyleRule['state'];
      readonly inside: string;
      readonly declarations: Record<string, string>;
    }
  >;
  readonly tokens: Set<string>;
  readonly problems: StyleProblem[];
}

const stateNames = [null, ...(Object.keys(styleStates) as (keyof typeof styleStates)[])];
const rank = (state: StyleRule['state']): number => stateNames.indexOf(state);

function readPart(part: JsonObject, state: StyleRule['state'], pointer: string, found: Found): void {
  for (const [name, value] of Object.entries(part)) {
    const at = step(pointer, name);
    if (!Object.hasOwn(styleProperties, name)) {
      found.problems.push(unknown(name, at));
      continue;
    }
    if (!isObject(value)) {
      readValue(name, value, 'base', state, at, found);
      continue;
    }
    for (const [stepName, own] of Object.entries(value)) {
      const known = styleSteps.find((one) => one === stepName);
      if (known) readValue(name, own, known, state, step(at, stepName), found);
      else found.problems.push({ code: 'UI6201', pointer: step(at, stepName), params: { name: stepName } });
    }
  }
}

function readValue(
  property: string,
  value: Json,
  at: StyleStep,
  state: StyleRule['state'],
  pointer: string,
  { rules, tokens, problems }: Found,
): void {
  const { css, takes, inside = '' } = styleProperties[property]!;
  const text = styleText(value, takes);
  if ('expected' in text) {
    const shown = typeof value === 'string' ? value.slice(0, 60) : (JSON.stringify(value) ?? '').slice(0, 60);
    // A token where none can stand is no literal color, so it gets the other message.
    const literalColor = text.literalColor && typeof value === 'string' && tokenPath(value) === null;
    problems.push(
      literalColor
        ? { code: 'UI6102', pointer, params: { property, value: shown } }
        : { code: 'UI6105', pointer, params: { property, value: shown, expected: text.expected } },
    );
    return;
  }
  if (text.token) tokens.add(text.token);
  const key = `${at} ${state}${inside}`;
  const rule = rules.get(key) ?? { step: at, state, inside, declarations: {} };
  for (const name of css) rule.declarations[name] = text.css;
  rules.set(key, rule);
}

const unknown = (property: string, pointer: string): StyleProblem => ({
  code: 'UI6103',
  pointer,
  params: { property, nearest: nearestName(property, authorProperties) },
});
