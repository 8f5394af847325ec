import { catalog } from '../components/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearestName } from '../diagnostics/nearest-name.ts';
import { type Place, report } from '../diagnostics/report.ts';
import { step } from '../document/pointer.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { DocumentSource } from '../engine.ts';
import { type ThemeUnit, withParents } from './load-theme.ts';
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
    checkOverride(name, override, theme, (pointer) => place(step('/components', name) + pointer)),
  );
  return [...theme.diagnostics, ...own];
}

type At = (pointer: string) => Place;

function checkOverride(name: string, override: JsonObject, theme: ResolvedTheme, at: At): readonly Diagnostic[] {
  const component = catalog.get(name);
  if (!component && !name.includes('/')) {
    const expected = `a built-in type${near(name, catalog.keys())} or the id of a component document`;
    return [report('UI6105', { property: 'components', value: name, expected }, { ...at(''), atKey: true })];
  }
  const defaults = component ? entriesOf(override['defaults']) : [];
  const tokens = entriesOf(override['tokens']);
  const parts = entriesOf(override['parts']);
  return [
    ...defaults.flatMap(([axis, value]) => {
      const values = Object.keys(component?.styles.axes?.[axis]?.values ?? {});
      if (typeof value === 'string' && values.includes(value)) return [];
      const expected = values.length > 0 ? `one of ${values.join(', ')}` : `nothing; ${name} has no such axis`;
      return [report('UI6105', { property: axis, value: shown(value), expected }, at(`/defaults${step('', axis)}`))];
    }),
    ...tokens.flatMap(([token, value]) => {
      const path = typeof value === 'string' ? tokenPath(value) : null;
      return unknownTokens(path === null ? [] : [path], theme, at(`/tokens${step('', token)}`));
    }),
    ...parts.flatMap(([part, style]) => {
      const pointer = `/parts${step('', part)}`;
      const { problems, tokens: used } = readStyle(isObject(style) ? style : {});
      const told = problems.map((problem) =>
        report(problem.code, problem.params as never, at(pointer + problem.pointer)),
      );
      return [...told, ...unknownTokens(used, theme, at(pointer))];
    }),
  ];
}

function unknownTokens(paths: readonly string[], theme: ResolvedTheme, place: Place): readonly Diagnostic[] {
  const missing = paths.filter((path) => !theme.tokens.has(path));
  return missing.map((token) => report('UI6001', { token, nearest: nearestName(token, theme.tokens.keys()) }, place));
}

const entriesOf = (value: Json | undefined): readonly (readonly [string, Json])[] =>
  isObject(value) ? Object.entries(value) : [];

const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 60);

function near(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest ? ` (did you mean "${nearest}"?)` : '';
}
