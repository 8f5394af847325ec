import { boundedCache } from './cache/bounded-cache.ts';
import { comparing } from './compatibility/comparing.ts';
import { type CompileContext, compileText } from './compile.ts';
import { catalog } from './components/catalog.ts';
import { dataRequests } from './data-requests.ts';
import { report } from './diagnostics/report.ts';
import { hashText } from './document/canonical.ts';
import type { StudioDocument } from './document/types.ts';
import type { Compiled, CompileOptions, Engine, EngineOptions } from './engine.ts';
import { validateForm } from './forms/validate.ts';
import { limitsOf } from './limits.ts';
import { createRenderer } from './stages/6-render/render.ts';
import { siteOf } from './stages/6-render/site.ts';
import { styles } from './stages/7-style/styles.ts';
import { coreDocuments } from './themes/core-theme.ts';

/**
 * An engine over a project: its documents, settings and manifests, all optional. With none of them a lone page and
 * `core/*` work. See `Engine` for what each method takes, gives and throws.
 */
export function createEngine(options: EngineOptions = {}): Engine {
  const { manifests = {}, settings = {}, environment = null, checks = {} } = options;
  const limits = limitsOf(options.limits);
  const site = siteOf(options);
  const documents = options.documents ?? { find: () => [] };
  const context: CompileContext = {
    documents,
    core: coreDocuments,
    components: catalog,
    settings,
    manifests,
    limits,
    routes: options.routes,
    urls: site.urls,
    environment,
    clock: options.clock ?? (() => 0),
  };
  const compile = cached(options.cache ?? true, context);
  const compatibility = comparing(context);
  const renderer = createRenderer({ site, limits, defaultLocale: settings.locales?.default, environment });
  return {
    compile(input, compileOptions = {}) {
      const text = textOf(input);
      return text === null ? notJson(compileOptions) : compile(text, compileOptions);
    },
    // Hosts pass on what a request or a file holds, where nothing may be written as null.
    render: (program, input) => renderer.render(program, input ?? {}),
    renderFragment: (program, address, input) => renderer.fragment(program, address, input ?? {}),
    dataRequests: (program, input, fragment) =>
      dataRequests(program, input ?? {}, renderer.evaluator(program, input ?? {}, null), fragment),
    renderStream: (program, input) => renderer.stream(program, input ?? {}),
    contract: (text, file) => compatibility.contract(text, file),
    compare: (older, newer, compareOptions) => compatibility.compare(older, newer, compareOptions),
    styles: (program, theme) => styles(program, theme, { documents, settings, assets: options.assets }),
    validate: (program, form, value, validateOptions = {}) =>
      validateForm(program, form, value, validateOptions, {
        checks,
        evaluator: renderer.evaluator,
        speaker: renderer.speaker,
      }),
  };
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

/** Compilations kept per engine; the text of a document is at most a megabyte. */
const keptCompilations = 64;

/**
 * The same text with the same options is compiled once, as long as the documents it took in are the same: what a
 * compilation used is looked up again, by the text the source holds now.
 */
function cached(isOn: boolean, host: CompileContext) {
  if (!isOn) return (text: string, options: CompileOptions): Compiled => compileText(text, options, atOneMoment(host));
  const kept = boundedCache<{ readonly compiled: Compiled; readonly used: readonly UsedDocument[] }>(keptCompilations);
  return (text: string, options: CompileOptions): Compiled => {
    const context = atOneMoment(host);
    // Too long to be compiled, so not worth naming either.
    if (text.length > context.limits.documentBytes) return compileText(text, options, context);
    // JSON escapes lone surrogates, so that no two texts share a key.
    const key = hashText(JSON.stringify([options, text]));
    const known = kept.get(key);
    if (known?.used.every(({ id, found }) => found === identityOf(context, id))) return known.compiled;
    const asked = new Set<string>();
    const compiled = compileText(text, options, { ...context, documents: watched(context, asked) });
    kept.set(key, { compiled, used: [...asked].map((id) => ({ id, found: identityOf(context, id) })) });
    return compiled;
  };
}

/** Documents may be swapped while a host answers, so a compilation sees those of its beginning. */
function atOneMoment(host: CompileContext): CompileContext {
  const documents = host.documents.now?.();
  return documents ? { ...host, documents } : host;
}

interface UsedDocument {
  readonly id: string;
  readonly found: string;
}

const watched = ({ documents }: CompileContext, asked: Set<string>): CompileContext['documents'] => ({
  find(id) {
    asked.add(id);
    return documents.find(id);
  },
});

const identityOf = ({ documents }: CompileContext, id: string): string =>
  documents
    .find(id)
    .map(({ text, file, tests }) => `${file ?? ''}\n${text}\n${tests?.text ?? ''}`)
    .join('\n');
