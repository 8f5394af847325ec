import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearestName } from '../diagnostics/nearest-name.ts';
import { report } from '../diagnostics/report.ts';
import { step } from '../document/pointer.ts';
import type { ThemeUnit } from './load-theme.ts';
import type { Modifier } from './resolver-document.ts';

/** What turns contexts on without anybody choosing: modifier → context → media query. A child's word is the last one. */
export interface Activation {
  readonly media: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Preferences of the person, and paper (language.md 6.2): nothing else is the theme's business. */
const allowed = [
  '(prefers-color-scheme: dark)',
  '(prefers-color-scheme: light)',
  '(prefers-contrast: more)',
  '(prefers-contrast: less)',
  '(prefers-contrast: custom)',
  '(prefers-reduced-motion: reduce)',
  '(forced-colors: active)',
  'print',
];

/** Reads `activate` of a theme and its parents. What names no modifier, no context or another query is told and left out. */
export function readActivation(chain: readonly ThemeUnit[], modifiers: readonly Modifier[]): Activation {
  const media = new Map<string, Map<string, string>>();
  const diagnostics: Diagnostic[] = [];
  const contextsOf = new Map(modifiers.map(({ name, contexts }) => [name, Object.keys(contexts)]));
  for (const { document, file, locator } of chain) {
    const tell = (pointer: string, property: string, value: string, expected: string, atKey: boolean) => {
      const place = { pointer, document: `${document.id}@${document.version}`, file, locator, ...(atKey && { atKey }) };
      diagnostics.push(report('UI6105', { property, value, expected }, place));
    };
    for (const [modifier, queries] of Object.entries(document.activate ?? {})) {
      const pointer = step('/activate', modifier);
      const contexts = contextsOf.get(modifier);
      if (!contexts) {
        tell(pointer, 'activate', modifier, `a modifier of the theme${near(modifier, contextsOf.keys())}`, true);
        continue;
      }
      for (const [context, query] of Object.entries(queries ?? {})) {
        const own = step(pointer, context);
        const name = `activate.${modifier}`;
        if (!contexts.includes(context)) tell(own, name, context, `one of ${contexts.join(', ')}`, true);
        else if (!allowed.includes(query))
          tell(own, name, String(query).slice(0, 60), `one of ${allowed.join(', ')}`, false);
        else media.set(modifier, (media.get(modifier) ?? new Map()).set(context, query));
      }
    }
  }
  return { media, diagnostics };
}

function near(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest ? ` (did you mean "${nearest}"?)` : '';
}
