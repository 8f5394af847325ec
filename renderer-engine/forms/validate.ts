import type { Json } from '../document/types.ts';
import type {
  Clock,
  FieldError,
  HostManifests,
  LayerResult,
  RenderInput,
  RuleCheck,
  ValidateOptions,
  ValidationMode,
  ValidationResult,
} from '../engine.ts';
import type { Code, FormRuleContract, Program } from '../program.ts';
import type { Timers } from '../registry/ports.ts';
import type { KeptOutcomes } from './kept-outcomes.ts';
import { project } from './project.ts';
import { outcomeOf, type RuleTools } from './rule-outcome.ts';
import { checkOf } from './schema-checks.ts';
import { type Say, sentenceFor } from './sentences.ts';
import { timeBudget } from './time-budget.ts';
import type { ValidationTally } from './validation-statistics.ts';

export interface ValidateHost {
  readonly checks: Readonly<Record<string, RuleCheck>>;
  readonly manifests: HostManifests;
  /** Made by the renderer, so that rules see exactly what a page sees. */
  readonly evaluator: (program: Program, input: RenderInput, form: Json) => (code: Code) => Json;
  /** Speaks the language of whoever sent the form. */
  readonly speaker: (program: Program, input: RenderInput) => Say;
  readonly kept: KeptOutcomes;
  readonly tally: ValidationTally;
  readonly clock: Clock;
  readonly timers: Timers | undefined;
}

const defaultBudget = 2_000;

/**
 * Three layers (language.md 4.2): the schema, rules over the value and checks of the host, rules that also read data,
 * context or params. Messages are made anew each time, in the reader's language; only outcomes are kept.
 */
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
  const mode = options.mode ?? form.mode;
  const budget = timeBudget(options.budget ?? defaultBudget, host.timers, host.clock);
  const owner = `${program.hash} ${name}`;
  const tools: RuleTools = {
    ...host,
    evaluate: host.evaluator(program, { ctx, params, data }, { value, errors: {}, state: 'submitted' }),
    budget,
    asksHost: options.async ?? true,
  };
  let began = host.clock();
  const ends = (layer: 1 | 2 | 3): void => {
    const now = host.clock();
    host.tally.took(layer, now - began);
    began = now;
  };
  const check = () => checkOf(form.schema)(value);
  const problems = host.kept.pure(`${owner} schema`, value, check, () => host.tally.known(1));
  const say = host.speaker(program, { ctx });
  const running = options.when === 'change' ? form.rules.filter(({ onChange }) => onChange) : form.rules;
  const first = schemaLayer(
    problems.map((problem) => ({ at: problem.at, rule: problem.keyword, message: sentenceFor(problem, say) })),
    severityOf(mode, 1),
  );
  const layers: LayerResult[] = [first];
  ends(1);
  const broken = first.errors.map((error) => error.at);
  try {
    for (const layer of [2, 3] as const) {
      const stops = mode === 'strict' && layers.some((one) => !one.valid);
      const rules = running.filter((rule) => rule.layer === layer);
      layers.push(
        stops
          ? { layer, valid: true, ran: false, timedOut: [], skipped: rules.map(({ id }) => id), errors: [] }
          : await ruleLayer(layer, rules, { broken, owner, value, severity: severityOf(mode, layer) }, tools),
      );
      if (!stops) ends(layer);
    }
  } finally {
    budget.end();
  }
  return {
    valid: layers.every((layer) => layer.valid),
    complete: layers.every(({ skipped, timedOut }) => skipped.length === 0 && timedOut.length === 0),
    layers,
    errors: layers.flatMap((layer) => layer.errors),
    value,
  };
}

type Severity = FieldError['severity'];

/** What a mode of its own says about a layer; null leaves it to the rules. */
function severityOf(mode: ValidationMode, layer: 1 | 2 | 3): Severity | null {
  if (typeof mode === 'string') return null;
  return mode[({ 1: 'schema', 2: 'rules', 3: 'live' } as const)[layer]] ?? null;
}

function schemaLayer(found: readonly Omit<FieldError, 'severity'>[], severity: Severity | null): LayerResult {
  const errors = found.map((one): FieldError => ({ ...one, severity: severity ?? 'error' }));
  return { layer: 1, valid: !errors.some(isError), ran: true, timedOut: [], skipped: [], errors };
}

interface Layer {
  /** Fields that did not pass layer 1. */
  readonly broken: readonly string[];
  readonly owner: string;
  readonly value: Json;
  readonly severity: Severity | null;
}

async function ruleLayer(
  layer: 2 | 3,
  rules: readonly FormRuleContract[],
  { broken, owner, value, severity }: Layer,
  tools: RuleTools,
): Promise<LayerResult> {
  const outcomes = await Promise.all(
    rules.map((rule) => (canRun(rule, broken) ? outcomeOf(rule, `${owner} ${rule.id}`, value, tools) : 'skipped')),
  );
  const idsOf = (outcome: string) => rules.filter((_, at) => outcomes[at] === outcome).map(({ id }) => id);
  const timedOut = idsOf('unknown');
  const errors = rules
    .filter((_, at) => outcomes[at] === 'broken')
    .map((rule): FieldError => {
      const text = tools.evaluate(rule.message);
      const message = typeof text === 'string' ? text : '';
      return { at: rule.at, rule: rule.id, message, severity: severity ?? rule.severity };
    });
  // What nobody could say in time is never valid, whatever weight its layer has.
  const valid = timedOut.length === 0 && !errors.some(isError);
  return { layer, valid, ran: true, timedOut, skipped: idsOf('skipped'), errors };
}

/** A rule runs only when every field it reads passed layer 1; a field is broken with what is above or below it. */
const canRun = ({ reads }: FormRuleContract, broken: readonly string[]): boolean =>
  !reads.some((read) => broken.some((at) => at === read || at.startsWith(`${read}/`) || read.startsWith(`${at}/`)));

const isError = ({ severity }: FieldError): boolean => severity === 'error';
