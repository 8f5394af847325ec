import type { Fix } from '../../diagnostics/diagnostic.ts';
import { parentPointer, step } from '../../document/pointer.ts';
import type { Json } from '../../document/types.ts';
import type { FrontContext, ResolvedElement, Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';
import { originOf, type Validation } from './validation.ts';

/** `deprecated` of `meta` and of `x-ui`; with `values` only those values of a prop are meant. */
export interface Deprecated {
  readonly since?: string;
  readonly use?: string;
  readonly values?: Readonly<Record<string, { readonly since?: string; readonly use?: Json }>>;
}

/** Documents that should not be used or extended any more. */
export function tellDeprecatedDocuments(unit: Unit, context: FrontContext, teller: Teller): void {
  for (const [alias, used] of unit.uses) tellDocument(used, step('/uses', alias), unit, context, teller);
  if (unit.base) tellDocument(unit.base, '/extends', unit, context, teller);
}

function tellDocument({ document }: Unit, pointer: string, unit: Unit, context: FrontContext, teller: Teller): void {
  const meta = document.meta as { readonly status?: string; readonly deprecated?: Deprecated } | undefined;
  if (!meta?.deprecated && meta?.status !== 'deprecated') return;
  const { since = '', use = null } = meta.deprecated ?? {};
  const version = use === null ? null : newestOf(use, context);
  const value = `${use}@^${version}`;
  const fixes: readonly Fix[] = version
    ? [{ title: `Use "${value}"`, safe: false, edits: [{ op: 'replace', path: pointer, value }] }]
    : [];
  teller.tell('UI8004', { what: `"${document.id}"`, since, use }, { origin: { unit, pointer } }, { fixes });
}

/** The version a document has in the project; null when it has none of that id. */
function newestOf(id: string, { documents }: FrontContext): string | null {
  for (const { text } of documents.find(id)) {
    const version = /"version"\s*:\s*"(\d+\.\d+\.\d+)"/.exec(text)?.[1];
    if (version !== undefined) return version;
  }
  return null;
}

/** A prop, or the value of one, that will go away; with a fix where what to use instead is known. */
export function tellDeprecatedProp(
  node: ResolvedElement,
  name: string,
  deprecated: Deprecated,
  known: readonly string[],
  { teller }: Validation,
): void {
  const origin = originOf(node, `props.${name}`);
  const at = { origin, node: node.id };
  const { since = '', use = null, values } = deprecated;
  if (values) {
    const value = node.props[name];
    const own = typeof value === 'string' && Object.hasOwn(values, value) ? values[value] : undefined;
    if (!own) return;
    const replacement = own.use ?? null;
    const edits = [{ op: 'replace', path: origin.pointer, value: replacement } as const];
    const fixes = replacement === null ? [] : [{ title: `Use ${JSON.stringify(replacement)}`, safe: false, edits }];
    const what = `The value "${value}" of the property "${name}" of ${node.type}`;
    teller.tell('UI8004', { what, since: own.since ?? '', use: textOf(replacement) }, at, { fixes });
    return;
  }
  const isProp = use !== null && known.includes(use) && !Object.hasOwn(node.props, use);
  const edits = [{ op: 'move', from: origin.pointer, path: step(parentPointer(origin.pointer), use ?? '') } as const];
  const fixes = isProp ? [{ title: `Rename to "${use}"`, safe: false, edits }] : [];
  const params = { what: `Property "${name}" of ${node.type}`, since, use };
  teller.tell('UI8004', params, { ...at, atKey: true }, { fixes });
}

const textOf = (value: Json): string | null => (value === null ? null : String(value));
