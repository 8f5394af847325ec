import type { CoreComponent, CoreSlot } from '../components/component.ts';
import { coreVersion } from '../core-version.ts';
import type {
  ComponentDocument,
  ComponentExample,
  Json,
  JsonObject,
  JsonSchema,
  SlotDefinition,
} from '../document/types.ts';
import type { FileOrigin } from './registered-file.ts';

/** Where a type comes from: code of the engine or of the host, or a file. */
export type DefinitionOrigin = 'core' | 'host' | FileOrigin;

/** One component type as the registry knows it (language.md 8.1), whoever wrote it. */
export interface ComponentDefinition {
  /** `Button`, or the document id `acme/status-badge`. */
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly deprecated: Deprecation | null;
  /** Closed JSON Schema of its props. */
  readonly props: JsonSchema;
  readonly slots: Readonly<Record<string, SlotDefinition | CoreSlot>>;
  readonly events: readonly string[];
  readonly examples: readonly ComponentExample[];
  /** `id@range` of the documents it uses. */
  readonly dependencies: readonly string[];
  readonly origin: DefinitionOrigin;
  /** File it was read from; null for code. */
  readonly file: string | null;
}

export interface Deprecation {
  readonly since: string;
  readonly use: string | null;
  readonly reason: string | null;
  readonly removeIn: string | null;
}

/** A built-in type of the engine or of the host. */
export function codeDefinition(component: CoreComponent, origin: 'core' | 'host'): ComponentDefinition {
  const { type, summary, category, version, props, slots, events, examples } = component;
  const entries = Object.entries(props);
  const required = entries.filter(([, prop]) => prop.required).map(([name]) => name);
  const properties = Object.fromEntries(entries.map(([name, prop]) => [name, prop.schema as Json]));
  return {
    name: type,
    version: version || coreVersion,
    title: type,
    description: summary,
    category,
    tags: [],
    deprecated: null,
    props: { type: 'object', additionalProperties: false, ...(required.length > 0 && { required }), properties },
    slots,
    events,
    examples,
    dependencies: [],
    origin,
    file: null,
  };
}

/** A component document. */
export function documentDefinition(document: ComponentDocument, file: string, origin: FileOrigin): ComponentDefinition {
  const meta: JsonObject = isMap(document.meta) ? document.meta : {};
  const { props } = document;
  return {
    name: document.id,
    version: document.version,
    title: document.title,
    description: document.description ?? '',
    category: textOf(meta['category']),
    tags: Array.isArray(meta['tags']) ? meta['tags'].filter((tag) => typeof tag === 'string') : [],
    deprecated: deprecationOf(meta),
    props: typeof props === 'object' ? { ...(props as JsonObject), additionalProperties: false } : {},
    slots: document.slots ?? {},
    events: Object.keys(document.events ?? {}).sort(),
    examples: document.examples ?? [],
    dependencies: Object.values(document.uses ?? {}),
    origin,
    file,
  };
}

function deprecationOf(meta: JsonObject): Deprecation | null {
  const told = meta['deprecated'];
  if (!isMap(told)) return meta['status'] === 'deprecated' ? noReason : null;
  const { since, use, reason, removeIn } = told as Record<string, Json>;
  return { since: textOf(since) ?? '', use: textOf(use), reason: textOf(reason), removeIn: textOf(removeIn) };
}

const noReason: Deprecation = { since: '', use: null, reason: null, removeIn: null };

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

const isMap = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
