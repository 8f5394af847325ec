import { compareLoose } from 'semver';
import { catalog } from '../components/catalog.ts';
import type { CoreComponent } from '../components/component.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearestName } from '../diagnostics/nearest-name.ts';
import { type Place, report } from '../diagnostics/report.ts';
import { step } from '../document/pointer.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { DocumentSource } from '../engine.ts';
import { defaultLimits } from '../limits.ts';
import { parse } from '../stages/1-parse/parse.ts';
import { coreTheme } from './core-theme.ts';
import { tellDeprecatedToken } from './deprecated-tokens.ts';
import { loadTheme, type ThemeUnit, withParents } from './load-theme.ts';
import { readStyle } from './read-style.ts';
import { type ResolvedTheme, resolveTheme } from './resolve-theme.ts';
import { tokenPath } from './style-values.ts';
import { isObject } from './token-tree.ts';

/**
 * What is wrong with a theme while it is written: tokens, contexts, contrast, and what it sets for components. Whether
 * its parents can be found is told by whoever resolves references.
 */
export function checkTheme(unit: ThemeUnit, documents: DocumentSource): readonly Diagnostic[] {
  const theme = resolveTheme({ ...withParents(unit, documents), diagnostics: [] });
  const place: At = (pointer) => ({
    pointer,
    document: `${unit.document.id}@${unit.document.version}`,
    file: unit.file,
    locator: unit.locator,
  });
  const own = Object.entries(unit.document.components ?? {}).flatMap(([name, override]) =>
    checkOverride(name, override, theme, documents, (pointer) => place(step('/components', name) + pointer)),
  );
  return [...theme.diagnostics, ...missingTokens(theme, place('/tokens')), ...own];
}

/** The semantic tokens of core/theme: components use them, so every theme has them, mostly by extending core/theme. */
const requiredTokens = (): readonly string[] => {
  required ??= [...resolveTheme(loadTheme(coreTheme.id)).tokens.keys()].filter((path) => !path.startsWith('palette.'));
  return required;
};
let required: readonly string[] | null = null;

function missingTokens(theme: ResolvedTheme, place: Place): readonly Diagnostic[] {
  // What is there but has a mistake has been told already.
  const broken = (path: string) => theme.broken.has(path);
  const missing = requiredTokens().filter((path) => !theme.tokens.has(path) && !broken(path));
  if (missing.length === 0) return [];
  return [report('UI6107', { tokens: missing.slice(0, 5), more: Math.max(0, missing.length - 5) }, place)];
}

type At = (pointer: string) => Place;

/** What a component lets themes set: values of its axes, tokens and parts. */
interface Surface {
  readonly axes: Readonly<Record<string, readonly string[]>>;
  readonly tokens: readonly string[];
  /** Null: any; not every built-in type says which parts it has. */
  readonly parts: readonly string[] | null;
}

function checkOverride(
  name: string,
  override: JsonObject,
  theme: ResolvedTheme,
  documents: DocumentSource,
  at: At,
): readonly Diagnostic[] {
  const component = catalog.get(name);
  const surface = component ? surfaceOfType(component) : surfaceOfDocument(name, documents);
  if (!surface && name.includes('/')) return [report('UI6106', { id: name }, { ...at(''), atKey: true })];
  if (!surface) {
    const expected = `a built-in type${near(name, catalog.keys())} or the id of a component document`;
    return [report('UI6105', { property: 'components', value: name, expected }, { ...at(''), atKey: true })];
  }
  const undeclared = (kind: 'token' | 'part', value: string, known: readonly string[] | null, pointer: string) => {
    if (!known || known.includes(value)) return [];
    const expected = known.length > 0 ? `one of ${known.join(', ')}` : `nothing; ${name} declares no ${kind}s`;
    return [report('UI6105', { property: `${kind}s`, value, expected }, { ...at(pointer), atKey: true })];
  };
  return [
    ...entriesOf(override['defaults']).flatMap(([axis, value]) => {
      const values = surface.axes[axis] ?? [];
      if (typeof value === 'string' && values.includes(value)) return [];
      const expected = values.length > 0 ? `one of ${values.join(', ')}` : `nothing; ${name} has no such axis`;
      return [report('UI6105', { property: axis, value: shown(value), expected }, at(`/defaults${step('', axis)}`))];
    }),
    ...entriesOf(override['tokens']).flatMap(([token, value]) => {
      const pointer = `/tokens${step('', token)}`;
      const path = typeof value === 'string' ? tokenPath(value) : null;
      const wrong = undeclared('token', token, surface.tokens, pointer);
      return [...wrong, ...namedTokens(path === null ? [] : [path], theme, at(pointer))];
    }),
    ...entriesOf(override['parts']).flatMap(([part, style]) => {
      const pointer = `/parts${step('', part)}`;
      const { problems, tokens: used } = readStyle(isObject(style) ? style : {});
      const told = problems.map((problem) =>
        report(problem.code, problem.params as never, at(pointer + problem.pointer)),
      );
      const wrong = undeclared('part', part, surface.parts, pointer);
      return [...wrong, ...told, ...namedTokens(used, theme, at(pointer))];
    }),
  ];
}

const surfaceOfType = ({ styles, parts }: CoreComponent): Surface => ({
  axes: Object.fromEntries(Object.entries(styles.axes ?? {}).map(([axis, { values }]) => [axis, Object.keys(values)])),
  tokens: Object.keys(styles.tokens ?? {}),
  parts: parts ? ['root', ...parts] : null,
});

/** The newest version of a component document at hand; null when there is none. */
function surfaceOfDocument(id: string, documents: DocumentSource): Surface | null {
  const found = documents.find(id).flatMap(({ text, file }) => {
    const { document } = parse(text, file, defaultLimits);
    return document?.kind === 'component' ? [document] : [];
  });
  const component = found.sort((a, b) => compareLoose(b.version, a.version))[0];
  if (!component) return null;
  const properties = isObject(component.props) ? component.props['properties'] : undefined;
  const axes = entriesOf(properties).flatMap(([name, schema]) => {
    const isAxis = isObject(schema) && isObject(schema['x-ui']) && schema['x-ui']['axis'] === true;
    return isAxis && Array.isArray(schema['enum']) ? [[name, schema['enum'].map(String)] as const] : [];
  });
  return {
    axes: Object.fromEntries(axes),
    tokens: Object.keys(component.tokens ?? {}),
    parts: ['root', ...(component.parts ?? [])],
  };
}

/** Tokens of an override that are not there, or will not be for long. */
function namedTokens(paths: readonly string[], theme: ResolvedTheme, place: Place): readonly Diagnostic[] {
  const missing = paths.filter((path) => !theme.tokens.has(path));
  return [
    ...missing.map((token) => report('UI6001', { token, nearest: nearestName(token, theme.tokens.keys()) }, place)),
    ...paths.flatMap((token) => {
      const deprecation = theme.deprecated.get(token);
      return deprecation ? tellDeprecatedToken(token, deprecation, place, null) : [];
    }),
  ];
}

const entriesOf = (value: Json | undefined): readonly (readonly [string, Json])[] =>
  isObject(value) ? Object.entries(value) : [];

const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 60);

function near(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest ? ` (did you mean "${nearest}"?)` : '';
}
