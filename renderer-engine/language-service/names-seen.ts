import { step } from '../document/pointer.ts';
import { documentShapes } from '../document/shapes/document.ts';
import type { JsonObject, JsonSchema, StudioDocument } from '../document/types.ts';
import { type Scope, scopeOf, type Type } from '../expressions/index.ts';
import { featuresOf } from '../features.ts';
import { defaultLimits } from '../limits.ts';
import { noLocator } from '../stages/1-parse/locator.ts';
import { checkStructure } from '../stages/1-parse/structure.ts';
import { resolve } from '../stages/2-resolve/resolve.ts';
import { validate } from '../stages/3-validate/validate.ts';
import type { FrontContext, Parsed } from '../stages/flow.ts';
import { coreDocuments } from '../themes/core-theme.ts';
import { componentsOf, type DocumentView } from './project.ts';
import { slice } from './slice.ts';

/** What the checker knows at a place of a document. */
export interface Seen {
  readonly scope: Scope;
  /** What the value there should be; undefined when nothing is wanted. */
  readonly expects: Type | undefined;
  /** Schema of the Form around; null without one, or when it sends params. */
  readonly form: JsonSchema | null;
}

const nothing: Seen = { scope: scopeOf({}), expects: undefined, form: null };

/**
 * The names and types a place sees: the compiler's own stages are run over the part of the document around it, and
 * asked what they know there. In a broken document they answer for the nearest node they could make sense of.
 */
export function seenAt(view: DocumentView, path: readonly (string | number)[]): Seen {
  const known = answers.get(view.text)?.get(JSON.stringify(path));
  if (known?.project === view.project) return known.seen;
  const seen = ask(view, path);
  const own = answers.get(view.text) ?? new Map();
  answers.set(view.text, own);
  // A hover, a completion and a signature ask about one place; more is not worth keeping.
  if (own.size > 8) own.clear();
  own.set(JSON.stringify(path), { project: view.project, seen });
  return seen;
}

const answers = new WeakMap<object, Map<string, { readonly project: object; readonly seen: Seen }>>();

function ask(view: DocumentView, path: readonly (string | number)[]): Seen {
  const { kind, project } = view;
  if (!kind || view.shape !== documentShapes[kind]) return nothing;
  const wanted = path.reduce<string>((pointer, key) => step(pointer, key), '');
  let unit: unknown = null;
  let exact = null as Seen | null;
  let nearest = null as { readonly pointer: string; readonly seen: Seen } | null;
  const context: FrontContext = {
    documents: project.documents,
    core: coreDocuments,
    components: componentsOf(project),
    settings: project.settings,
    manifests: project.manifests,
    // What the manifest promises is offered; whether the host has it is for the host to say.
    features: featuresOf({ functions: project.manifests.calls?.['functions'] as JsonObject | undefined }),
    limits: defaultLimits,
    routes: project.routes,
    observer: {
      text(origin, scope, expects) {
        if (origin.unit.parsed !== unit) return;
        if (origin.pointer === wanted) exact = { scope, expects, form: null };
      },
      node({ origin }, scope, form) {
        if (origin.unit.parsed !== unit || !wanted.startsWith(`${origin.pointer}/`)) return;
        if (!nearest || nearest.pointer.length <= origin.pointer.length) {
          nearest = { pointer: origin.pointer, seen: { scope, expects: undefined, form } };
        }
      },
    },
  };
  const parsed = parsedFrom(view, path);
  unit = parsed;
  const resolved = resolve(parsed, context);
  if (resolved) validate(resolved, context);
  return exact ? { ...exact, form: nearest?.seen.form ?? null } : (nearest?.seen ?? nothing);
}

function parsedFrom(view: DocumentView, path: readonly (string | number)[]): Parsed {
  const { kind, path: file, text } = view;
  const shape = documentShapes[kind!];
  const { value } = checkStructure(slice(view, path), shape, { file }, defaultLimits);
  return {
    document: (value ?? null) as unknown as StudioDocument | null,
    kind,
    text: text.text,
    file,
    locator: noLocator,
    sourceHash: '',
    diagnostics: [],
  };
}
