import { lockedDocuments } from './document/locked-documents.ts';
import type { StudioDocument, Tests } from './document/types.ts';
import type { Clock, Compiled, CompileOptions, DocumentSummary, Environment, StageName } from './engine.ts';
import type { UrlPolicy } from './html/url.ts';
import { type Finding, runStages, stagesOf } from './pipeline/stage.ts';
import type { StageMarks } from './pipeline/stage-marks.ts';
import type { StageStore } from './pipeline/stage-statistics.ts';
import { parse } from './stages/1-parse/parse.ts';
import { withSidecar } from './stages/1-parse/sidecar.ts';
import type { ResolutionCache } from './stages/2-resolve/resolution-cache.ts';
import { resolve } from './stages/2-resolve/resolve.ts';
import { validate } from './stages/3-validate/validate.ts';
import { type Optimized, optimize } from './stages/4-optimize/optimize.ts';
import { type Emitted, emit } from './stages/5-emit/emit.ts';
import type { FrontContext, Parsed, Resolved, Validated } from './stages/flow.ts';
import { meet } from './stages/memory.ts';
import { checkTheme } from './themes/check-theme.ts';

/** What a compilation knows besides its text. */
export interface CompileContext extends FrontContext {
  readonly urls: UrlPolicy;
  readonly environment: Environment | null;
  readonly clock: Clock;
  /** Hears where a compilation stands, and what stages cost. */
  readonly marks?: StageMarks | undefined;
  readonly store?: StageStore | undefined;
  /** Keeps what was resolved; absent where compilations are measured. */
  readonly resolutions?: ResolutionCache;
  /** Programs carry marks of instances. */
  readonly measure?: boolean;
}

/** What each stage makes. */
interface Made {
  readonly parse: Parsed;
  readonly resolve: Resolved;
  readonly validate: Validated;
  readonly style: Finding;
  readonly optimize: Optimized;
  readonly emit: Emitted;
}

interface Job {
  readonly text: string;
  readonly options: CompileOptions;
  readonly context: CompileContext;
}

const stage = stagesOf<Made, Job>();

/** The flow on one screen: parse → resolve → validate → optimize → emit. Rendering and styles happen per program. */
const flow = [
  stage('parse', [], (_, { text, options, context }) => {
    const { documents, limits, memory } = context;
    const parsed = withSidecar(parse(text, options.file, limits, memory), documents, limits);
    if (memory && parsed.document) meet(memory, parsed.document);
    return parsed;
  }),
  stage(
    'resolve',
    ['parse'],
    ({ parse: parsed }, { options: { example }, context }) =>
      (context.resolutions?.resolve ?? resolve)(parsed, context, { example }),
    ({ parse: parsed }) => parsed.document !== null,
  ),
  stage('validate', ['resolve'], ({ resolve: resolved }, { context }) => validate(resolved, context)),
  stage(
    'style',
    ['parse', 'resolve'],
    ({ parse: { document, file, locator } }, { context }) => ({
      diagnostics:
        document?.kind === 'theme'
          ? checkTheme({ document, file, locator }, lockedDocuments(context.documents, context.lock ?? null))
          : [],
    }),
    ({ parse: { document } }) => document?.kind === 'theme',
  ),
  stage('optimize', ['validate'], ({ validate: validated }, { options, context: { limits, memory } }) =>
    optimize(validated, { limits, optimize: options.optimize ?? {}, memory: memory?.stages ?? null }),
  ),
  stage('emit', ['optimize'], ({ optimize: optimized }, { options, context }) =>
    emit(optimized, { ...context, trace: options.trace ?? false, measure: context.measure ?? false }),
  ),
];

/** Every stage of the engine with what it needs. A page and its sheet are made of a program, side by side if need be. */
export const stageFlow: readonly { readonly name: StageName; readonly needs: readonly StageName[] }[] = [
  ...flow.filter(({ name }) => name !== 'style'),
  { name: 'render', needs: ['emit'] },
  { name: 'style', needs: ['emit'] },
];

export function compileText(text: string, options: CompileOptions, context: CompileContext): Compiled {
  const { made, stages, diagnostics } = runStages(flow, { text, options, context }, context);
  // What asks for something this host does not have is not shown by halves (language.md 2.1).
  const isUnmet = diagnostics.some(({ code }) => code === 'UI8001');
  return {
    program: isUnmet ? null : (made.emit?.program ?? null),
    document: made.parse?.document ? summaryOf(made.parse.document) : null,
    tests: testsOf(made.parse?.document ?? null),
    dependencies: made.resolve?.dependencies ?? [],
    stages,
    diagnostics,
  };
}

function summaryOf(document: StudioDocument): DocumentSummary {
  const messages = 'messages' in document ? document.messages : undefined;
  const examples = document.kind === 'component' ? (document.examples ?? []) : [];
  const contexts = examples.flatMap((example) => (example.ctx ? [[example.id, example.ctx] as const] : []));
  return {
    kind: document.kind,
    id: document.id,
    version: document.version,
    title: document.title,
    ...('route' in document && document.route !== undefined ? { route: document.route } : {}),
    locales: Object.keys(messages ?? {}).sort(),
    fixtures: Object.keys(testsOf(document)?.fixtures ?? {}),
    examples: examples.map((example) => example.id),
    ...(contexts.length > 0 ? { exampleContexts: Object.fromEntries(contexts) } : {}),
  };
}

const testsOf = (document: StudioDocument | null): Tests | null =>
  document && 'tests' in document && document.tests ? document.tests : null;
