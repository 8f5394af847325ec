import { act } from './actions/act.ts';
import type { ActionTools } from './actions/acting.ts';
import { atOneMoment, compileCache } from './cache/compile-cache.ts';
import { comparing } from './compatibility/comparing.ts';
import { type CompileContext, stageFlow } from './compile.ts';
import { catalog } from './components/catalog.ts';
import type { CoreComponent } from './components/component.ts';
import { dataRequests } from './data-requests.ts';
import { report } from './diagnostics/report.ts';
import { lockedDocuments } from './document/locked-documents.ts';
import { validators } from './document/schema-validator.ts';
import type { StudioDocument } from './document/types.ts';
import type { Compiled, CompileOptions, Engine, EngineOptions } from './engine.ts';
import { featuresOf } from './features.ts';
import { newKeptOutcomes } from './forms/kept-outcomes.ts';
import { validateForm } from './forms/validate.ts';
import { countValidations } from './forms/validation-statistics.ts';
import { themePage } from './gallery/theme-page.ts';
import { askHost } from './host-functions.ts';
import { limitsOf } from './limits.ts';
import { upgrading } from './migrations/upgrading.ts';
import { newStageStore } from './pipeline/stage-statistics.ts';
import { recording } from './record/recording.ts';
import { type MetricsStore, newMetrics } from './registry/component-metrics.ts';
import { lockProject } from './stages/2-resolve/lock-project.ts';
import { manifestSchema } from './stages/2-resolve/manifest-schema.ts';
import { resolutionCache } from './stages/2-resolve/resolution-cache.ts';
import { findFragments } from './stages/6-render/fragment-address.ts';
import { createRenderer } from './stages/6-render/render.ts';
import { ownAddress, siteOf } from './stages/6-render/site.ts';
import { perProgram, watchedRenderer } from './stages/6-render/watched-renderer.ts';
import { styleMaker } from './stages/7-style/styles.ts';
import { coreDocuments } from './themes/core-theme.ts';
import type { Tracker } from './tracker/tracker.ts';

/**
 * An engine over a project: its documents, settings and manifests, all optional. With none of them a lone page and
 * `core/*` work. See `Engine` for what each method takes, gives and throws.
 */
export function createEngine(options: EngineOptions = {}): Engine {
  const { manifests = {}, settings = {}, environment = null, checks = {} } = options;
  const limits = limitsOf(options.limits);
  const site = siteOf(options);
  const documents = options.documents ?? { find: () => [] };
  const clock = options.clock ?? (() => 0);
  const store = options.metrics ? storeOf(options.metrics) : null;
  const watching = store || options.componentLimits ? { clock, store, limits: options.componentLimits ?? {} } : null;
  const { tracker } = options;
  const onCompiled = (compiled: Compiled, again: boolean): void => {
    store?.compiled(typesIn(compiled), again);
    if (tracker && options.cache !== false) tracker.lookedUp(again);
    if (tracker && !again) trackStages(tracker, compiled);
  };
  const components = withHostTypes(options.components ?? []);
  const stages = newStageStore(stageFlow);
  const resolutions = resolutionCache(options.clock ?? (() => 0));
  const context: CompileContext = {
    ...(options.cache !== false && { resolutions }),
    documents,
    core: coreDocuments,
    components,
    settings,
    manifests,
    limits,
    features: featuresOf(options),
    routes: options.routes,
    lock: options.lock ?? null,
    urls: site.urls,
    environment,
    clock,
    marks: options.marks,
    store: stages,
    measure: watching !== null,
  };
  const programs = compileCache({ context, isUsed: options.cache !== false, onCompiled });
  const record = recording(context, programs);
  const compatibility = comparing(context);
  const styles = styleMaker({
    documents: lockedDocuments(documents, options.lock ?? null),
    settings,
    assets: options.assets,
    components,
    clock,
    cache: options.cache ?? true,
  });
  const monitor = { clock, marks: options.marks, store: stages, tracker };
  const { timers, functions } = options;
  const host = functions && askHost(functions, manifests, (schema) => manifestSchema(schema, manifests.calls, context));
  const defaultLocale = settings.locales?.default;
  const renderer = watchedRenderer(
    createRenderer({ site, limits, defaultLocale, overrides: settings, environment, watching, timers, host }),
    monitor,
  );
  const requests: ActionTools['dataRequests'] = (program, input, fragment) =>
    dataRequests(program, input, renderer.evaluator(program, input, null), fragment);
  const outcomes = newKeptOutcomes(clock);
  const validations = countValidations();
  const validate: Engine['validate'] = (program, form, value, validateOptions = {}) =>
    validateForm(program, form, value, validateOptions, {
      checks,
      manifests,
      evaluator: renderer.evaluator,
      speaker: renderer.speaker,
      kept: outcomes,
      tally: validations.tally,
      clock,
      timers: options.timers,
    }).then(validations.add);
  const tools: ActionTools = { renderer, site, manifests, dataRequests: requests, validate };
  return {
    compile(input, compileOptions = {}) {
      const text = textOf(input);
      return text === null ? notJson(compileOptions) : programs.compile(text, compileOptions);
    },
    record,
    // Hosts pass on what a request or a file holds, where nothing may be written as null.
    render: (program, input) => renderer.render(program, input ?? {}),
    fragments: (program, address) => findFragments(program, address).map(({ index }) => program.fragments[index]!),
    renderFragment: (program, address, input) => renderer.fragment(program, address, input ?? {}),
    addressOf: (program, params) => ownAddress(program, params, {}, '/', site),
    dataRequests: (program, input, fragment) => requests(program, input ?? {}, fragment),
    renderStream: (program, input) => renderer.stream(program, input ?? {}),
    contract: (text, file) => compatibility.contract(text, file),
    lock: (roots, wanted = []) => lockProject(roots, wanted, atOneMoment(context)),
    upgrade: (text, upgradeOptions) => upgrading(atOneMoment(context))(text, upgradeOptions),
    compare: (older, newer, compareOptions) => compatibility.compare(older, newer, compareOptions),
    themePage: (theme) => themePage(styles.theme(theme)),
    styles: (program, theme) => perProgram('style', () => styles.sheet(program, theme), monitor),
    statistics: () => ({
      pipeline: stages.statistics(),
      components: store?.statistics() ?? null,
      buffers: renderer.buffers.statistics(),
      programs: programs.statistics(),
      resolution: resolutions.statistics(),
      tracker: tracker?.snapshot() ?? null,
      validation: validations.statistics(outcomes.statistics()),
      ...styles.statistics(),
    }),
    shrinkCaches(share) {
      for (const cache of [programs, resolutions, styles, outcomes, validators]) cache.shrink(share);
    },
    dropIdle: () => renderer.buffers.drop(),
    act: (program, request, host) => act(program, request, host, tools),
    validate,
  };
}

const storeOf = (metrics: NonNullable<EngineOptions['metrics']>): MetricsStore =>
  'begins' in metrics ? metrics : newMetrics(metrics);

/** Components are made while a program is emitted. */
function trackStages(tracker: Tracker, { program, stages }: Compiled): void {
  const all = stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const emit = stages.find(({ name }) => name === 'emit');
  tracker.begin('processing');
  tracker.end('processing', all, program === null);
  if (!emit) return;
  tracker.begin('creation');
  tracker.end('creation', emit.milliseconds, program === null);
}

/** A document without a text is laid out, so that its diagnostics have lines to point at; null when it is no JSON. */
function textOf(input: string | StudioDocument): string | null {
  if (typeof input === 'string') return input;
  try {
    return JSON.stringify(input, null, 2) ?? null;
  } catch {
    // It contains itself, is nested without end, or holds a bigint.
    return null;
  }
}

function notJson({ file }: CompileOptions): Compiled {
  const problem = 'This document cannot be written as JSON: it contains itself, or values that JSON does not have.';
  const diagnostics = [report('UI1001', { problem }, { pointer: '', file })];
  return { program: null, diagnostics, stages: [], document: null, tests: null, dependencies: [] };
}

/** Built-in types and component documents of a program. */
const typesIn = ({ program, dependencies }: Compiled): readonly string[] =>
  program ? [...program.styles.types, ...dependencies.map(({ id }) => id)] : [];

/** Two types of one name are a mistake of the host. */
function withHostTypes(components: readonly CoreComponent[]): CompileContext['components'] {
  if (components.length === 0) return catalog;
  const all = new Map(catalog);
  for (const component of components) {
    if (all.has(component.type)) throw new Error(`The built-in type "${component.type}" is there already.`);
    all.set(component.type, component);
  }
  return all;
}
