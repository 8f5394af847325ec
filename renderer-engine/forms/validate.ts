import type { Json, JsonObject } from '../document/types.ts';
import type { FieldError, LayerResult, RenderInput, RuleCheck, ValidateOptions, ValidationResult } from '../engine.ts';
import type { Code, FormContract, FormRuleContract, Program } from '../program.ts';
import { project } from './project.ts';
import { checkOf } from './schema-checks.ts';
import { type Say, sentenceFor } from './sentences.ts';
import { within } from './timer.ts';

export interface ValidateHost {
  readonly checks: Readonly<Record<string, RuleCheck>>;
  /** Made by the renderer, so that rules see exactly what a page sees. */
  readonly evaluator: (program: Program, input: RenderInput, form: Json) => (code: Code) => Json;
  /** Speaks the language of whoever sent the form. */
  readonly speaker: (program: Program, input: RenderInput) => Say;
}

const defaultBudget = 2_000;

/** Three layers (language.md 4.2): the schema, rules over the value and checks, rules that read live data. */
export async function validateForm(
  program: Program,
  name: string,
  submitted: Json,
  options: ValidateOptions,
  host: ValidateHost,
): Promise<ValidationResult> {
  const form = Object.hasOwn(program.contract.forms, name) ? program.contract.forms[name] : undefined;
  if (!form) throw new Error(`The program ${program.id} has no form "${name}".`);
  const value = project(submitted, form.schema) ?? null;
  const { ctx = {}, params = {}, data = {} } = options;
  const evaluate = host.evaluator(program, { ctx, params, data }, { value, errors: {}, state: 'submitted' });
  const mode = options.mode ?? form.mode;
  const first = schemaLayer(value, form, host.speaker(program, { ctx }));
  const layers: LayerResult[] = [first];
  const broken = first.errors.map((error) => error.at);
  for (const layer of [2, 3] as const) {
    const stops = mode === 'strict' && layers.some((one) => !one.valid);
    const rules = form.rules.filter((rule) => rule.layer === layer && canRun(rule, broken));
    layers.push(stops ? skipped(layer) : await ruleLayer(layer, rules, evaluate, options, host));
  }
  const errors = layers.flatMap((layer) => layer.errors);
  return { valid: layers.every((layer) => layer.valid), layers, errors, value };
}

function schemaLayer(value: Json, form: FormContract, say: Say): LayerResult {
  const errors = checkOf(form.schema)(value).map((problem): FieldError => {
    return { at: problem.at, rule: problem.keyword, message: sentenceFor(problem, say), severity: 'error' };
  });
  return { layer: 1, valid: errors.length === 0, ran: true, timedOut: [], errors };
}

/** A rule runs only when every field it reads passed layer 1; a field is broken with what is above or below it. */
const canRun = ({ reads }: FormRuleContract, broken: readonly string[]): boolean =>
  !reads.some((read) => broken.some((at) => at === read || at.startsWith(`${read}/`) || read.startsWith(`${at}/`)));

const skipped = (layer: 2 | 3): LayerResult => ({ layer, valid: true, ran: false, timedOut: [], errors: [] });

async function ruleLayer(
  layer: 2 | 3,
  rules: readonly FormRuleContract[],
  evaluate: (code: Code) => Json,
  { budget = defaultBudget }: ValidateOptions,
  { checks }: ValidateHost,
): Promise<LayerResult> {
  const outcomes = await Promise.all(rules.map((rule) => outcomeOf(rule, evaluate, checks, budget)));
  const timedOut = rules.filter((_, at) => outcomes[at] === null).map((rule) => rule.id);
  const errors = rules
    .filter((_, at) => outcomes[at] === false)
    .map(({ id, at, severity, message }): FieldError => {
      const text = evaluate(message);
      return { at, rule: id, message: typeof text === 'string' ? text : '', severity };
    });
  const valid = timedOut.length === 0 && errors.every((error) => error.severity === 'warning');
  return { layer, valid, ran: true, timedOut, errors };
}

/** True or false, or null when nobody can say in time; that is never valid. A null assertion counts as false. */
async function outcomeOf(
  { assert, check, with: given }: FormRuleContract,
  evaluate: (code: Code) => Json,
  checks: Readonly<Record<string, RuleCheck>>,
  budget: number,
): Promise<boolean | null> {
  if (assert !== null && evaluate(assert) !== true) return false;
  if (check === null) return true;
  const args = given === null ? {} : evaluate(given);
  const registered = Object.hasOwn(checks, check) ? checks[check] : undefined;
  if (!registered) return null;
  return within(
    Promise.resolve().then(() => registered(args as JsonObject)),
    budget,
  );
}
