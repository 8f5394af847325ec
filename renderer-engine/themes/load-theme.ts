import { maxSatisfying, rcompare, valid } from 'semver';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import type { ThemeDocument } from '../document/types.ts';
import type { DocumentSource, ThemeReference } from '../engine.ts';
import { defaultLimits } from '../limits.ts';
import { parse } from '../stages/1-parse/parse.ts';
import type { Locator } from '../stages/flow.ts';
import { coreTheme } from './core-theme.ts';

/** A theme with its parents. */
export interface LoadedTheme {
  /** The oldest parent first, the theme itself last. Never empty: what cannot be had is replaced by core/theme. */
  readonly chain: readonly ThemeUnit[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ThemeUnit {
  readonly document: ThemeDocument;
  readonly file?: string | undefined;
  readonly locator?: Locator | undefined;
}

/** Finds a theme and everything it extends. A theme that is missing or broken is told, and core/theme stands in. */
export function loadTheme(reference: ThemeReference, documents?: DocumentSource): LoadedTheme {
  const start = typeof reference === 'string' ? find(reference, '*', documents) : readTheme(reference);
  if (start && !('problem' in start)) return withParents(start, documents);
  const id = typeof reference === 'string' ? reference : 'theme';
  return { chain: [{ document: coreTheme }], diagnostics: [missing(id, '*', start, { pointer: '' })] };
}

/** A theme handed in as an object is read like any other text: what is misshapen in it is left out. */
function readTheme(theme: ThemeDocument): Found {
  if (theme === coreTheme) return { document: coreTheme };
  const { document, locator, diagnostics } = parse(JSON.stringify(theme) ?? '', undefined, defaultLimits);
  if (document?.kind === 'theme') return { document, locator };
  return { problem: diagnostics[0]?.message ?? 'it is no theme', versions: [] };
}

/** A theme that is at hand, with its parents. */
export function withParents(start: ThemeUnit, documents?: DocumentSource): LoadedTheme {
  const diagnostics: Diagnostic[] = [];
  const chain: ThemeUnit[] = [start];
  for (let own = start; own.document.extends; ) {
    const { document, file, locator } = own;
    const name = `${document.id}@${document.version}`;
    const place = { pointer: '/extends', document: name, file, locator };
    const [id = '', range = '*'] = (document.extends ?? '').split(/@(?=[^@]*$)/);
    const parent = find(id, range, documents);
    if (!parent || 'problem' in parent) diagnostics.push(missing(id, range, parent, place));
    else if (chain.some((unit) => unit.document.id === parent.document.id))
      diagnostics.push(report('UI3002', { path: [...chain.map((unit) => unit.document.id), id] }, place));
    else if (chain.length >= defaultLimits.extendsChain)
      diagnostics.push(
        report(
          'UI9001',
          { limit: 'the chain of "extends"', value: chain.length + 1, most: defaultLimits.extendsChain },
          place,
        ),
      );
    else {
      chain.unshift(parent);
      own = parent;
      continue;
    }
    if (chain[0]?.document.id !== coreTheme.id) chain.unshift({ document: coreTheme });
    break;
  }
  return { chain, diagnostics };
}

type Found = ThemeUnit | { readonly problem: string; readonly versions: readonly string[] } | null;

function find(id: string, range: string, documents: DocumentSource | undefined): Found {
  if (id === coreTheme.id) return { document: coreTheme };
  const units: ThemeUnit[] = [];
  let problem = '';
  for (const { text, file } of documents?.find(id) ?? []) {
    const { document, locator, diagnostics } = parse(text, file, defaultLimits);
    if (document?.kind === 'theme' && valid(document.version)) units.push({ document, file, locator });
    else problem ||= document ? `it is a ${document.kind}` : (diagnostics[0]?.message ?? 'it cannot be read');
  }
  const versions = units.map((unit) => unit.document.version).sort(rcompare);
  const best = range === '*' ? versions[0] : maxSatisfying(versions, range);
  return (
    units.find((unit) => unit.document.version === best) ?? (units.length > 0 || problem ? { problem, versions } : null)
  );
}

function missing(
  id: string,
  range: string,
  found: Exclude<Found, ThemeUnit>,
  place: Parameters<typeof report>[2],
): Diagnostic {
  return found?.problem && found.versions.length === 0
    ? report('UI3023', { id, problem: found.problem }, place)
    : report('UI3011', { id, range, versions: found?.versions ?? [] }, place);
}
