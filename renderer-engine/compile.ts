import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { StudioDocument, Tests } from './document/types.ts';
import type {
  Clock,
  Compiled,
  CompileOptions,
  DocumentSummary,
  Environment,
  StageName,
  StageReport,
} from './engine.ts';
import type { UrlPolicy } from './html/url.ts';
import { parse } from './stages/1-parse/parse.ts';
import { withSidecar } from './stages/1-parse/sidecar.ts';
import type { ResolutionCache } from './stages/2-resolve/resolution-cache.ts';
import { resolve } from './stages/2-resolve/resolve.ts';
import { validate } from './stages/3-validate/validate.ts';
import { optimize } from './stages/4-optimize/optimize.ts';
import { emit } from './stages/5-emit/emit.ts';
import type { FrontContext } from './stages/flow.ts';
import { meet } from './stages/memory.ts';
import { checkTheme } from './themes/check-theme.ts';

/** What a compilation knows besides its text. */
export interface CompileContext extends FrontContext {
  readonly urls: UrlPolicy;
  readonly environment: Environment | null;
  readonly clock: Clock;
  /** Keeps what was resolved; absent where compilations are measured. */
  readonly resolutions?: ResolutionCache;
  /** Programs carry marks of instances. */
  readonly measure?: boolean;
}

/** The flow on one screen: parse → resolve → validate → optimize → emit. Rendering and styles happen per program. */
export function compileText(text: string, options: CompileOptions, context: CompileContext): Compiled {
  const stages = newStages(context.clock);
  const parsed = stages.run('parse', () =>
    withSidecar(parse(text, options.file, context.limits, context.memory), context.documents, context.limits),
  );
  const document = parsed.document && summaryOf(parsed.document);
  const tests = testsOf(parsed.document);
  const nothing = { program: null, document, tests, dependencies: [] };
  if (!parsed.document) return { ...nothing, ...stages.report() };
  if (context.memory) meet(context.memory, parsed.document);

  const resolved = stages.run('resolve', () =>
    (context.resolutions?.resolve ?? resolve)(parsed, context, { example: options.example }),
  );
  if (!resolved) return { ...nothing, ...stages.report() };
  const validated = stages.run('validate', () => validate(resolved, context));
  if (parsed.document.kind === 'theme') {
    const theme = { document: parsed.document, file: parsed.file, locator: parsed.locator };
    stages.run('style', () => ({ diagnostics: checkTheme(theme, context.documents) }));
  }
  const optimized = stages.run('optimize', () =>
    optimize(validated, {
      limits: context.limits,
      optimize: options.optimize ?? {},
      memory: context.memory?.stages ?? null,
    }),
  );
  const { program } = stages.run('emit', () =>
    emit(optimized, { ...context, trace: options.trace ?? false, measure: context.measure ?? false }),
  );
  return { program, document, tests, dependencies: resolved.dependencies, ...stages.report() };
}

/** Runs stages, and gathers their times and what they found. */
function newStages(clock: Clock) {
  const reports: StageReport[] = [];
  const diagnostics: Diagnostic[] = [];
  return {
    run<T extends { readonly diagnostics: readonly Diagnostic[] } | null>(name: StageName, stage: () => T): T {
      const start = clock();
      const result = stage();
      const found = result?.diagnostics ?? [];
      reports.push({ name, milliseconds: clock() - start, diagnostics: found.length });
      diagnostics.push(...found);
      return result;
    },
    report: () => ({ stages: reports, diagnostics }),
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
