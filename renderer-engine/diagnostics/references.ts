import { diagnostic, oneOf } from './define.ts';

/** UI3xxx: documents, `$ref`, `extends` and component types that cannot be put together. */
export const referenceDiagnostics = {
  UI3001: diagnostic<{ ref: string; nearest: string | null }>({
    name: 'reference/unresolved',
    severity: 'error',
    message: ({ ref, nearest }) =>
      ref.includes('${')
        ? `A "$ref" is followed before anything is computed, so "${ref}" cannot hold a hole. Name one place, or choose between nodes with "if" or Match.`
        : `"${ref}" leads nowhere.${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI3002: diagnostic<{ path: readonly string[] }>({
    name: 'reference/cycle',
    severity: 'error',
    message: ({ path }) => `This goes round in a circle: ${path.join(' → ')}. Break it at one of these places.`,
  }),
  UI3004: diagnostic<{ ref: string }>({
    name: 'reference/private',
    severity: 'error',
    message: ({ ref }) => `"${ref}" points outside of "/defs", the only part of a document others may refer to.`,
  }),
  UI3011: diagnostic<{ id: string; range: string; versions: readonly string[] }>({
    name: 'reference/no-version',
    severity: 'error',
    message: ({ id, range, versions }) =>
      versions.length > 0
        ? `No version of "${id}" fits "${range}". There is ${oneOf(versions)}.`
        : `There is no document "${id}" in this project.`,
  }),
  UI3012: diagnostic<{ id: string; requesters: readonly string[] }>({
    name: 'reference/version-conflict',
    severity: 'error',
    message: ({ id, requesters }) =>
      `No single version of "${id}" suits everyone who uses it: ${requesters.join('; ')}. Widen one of the ranges.`,
  }),
  UI3013: diagnostic<{ name: string; files: readonly string[] }>({
    name: 'reference/id-in-two-files',
    severity: 'error',
    message: ({ name, files }) => `"${name}" stands in two files: ${files.join(' and ')}. Change one id.`,
  }),
  UI3014: diagnostic<{ name: string }>({
    name: 'reference/locked-content',
    severity: 'error',
    message: ({ name }) =>
      `"${name}" is not what "ui.lock.json" names: its content was changed. Restore it, or run "studio lock" to take it as it is.`,
  }),
  UI3015: diagnostic<{ name: string; locked: string | null }>({
    name: 'reference/not-locked',
    severity: 'warning',
    message: ({ name, locked }) =>
      locked === null
        ? `"${name}" is not in "ui.lock.json" yet. Run "studio lock" to settle on it.`
        : `"${name}" is used, and "ui.lock.json" says ${locked}. Run "studio lock" to settle on it.`,
  }),
  UI3020: diagnostic<{ type: string; nearest: string | null; hasFallback: boolean }>({
    name: 'reference/unknown-type',
    severity: 'error',
    message: ({ type, nearest, hasFallback }) => {
      if (hasFallback) return `There is no component type "${type}", so its "fallback" is shown.`;
      const advice = nearest ? `Did you mean "${nearest}"?` : 'Add it to "uses", or choose a built-in type.';
      return `There is no component type "${type}". ${advice}`;
    },
  }),
  UI3021: diagnostic<{ name: string }>({
    name: 'reference/shadows-core',
    severity: 'error',
    message: ({ name }) => `"${name}" is the name of a built-in component. Give yours another name.`,
  }),
  UI3022: diagnostic<{ name: string; id: string; found: string; expected: string }>({
    name: 'reference/wrong-document-kind',
    severity: 'error',
    message: ({ name, id, found, expected }) => `"${name}" must name a ${expected}, but "${id}" is a ${found}.`,
  }),
  UI3023: diagnostic<{ id: string; problem: string }>({
    name: 'reference/broken-document',
    severity: 'error',
    message: ({ id, problem }) => `"${id}" has errors of its own and cannot be used yet. The first: ${problem}`,
  }),
  UI3024: diagnostic<{ page: string; problem: string }>({
    name: 'reference/include',
    severity: 'error',
    message: ({ page, problem }) => `"${page}" cannot be included like this: ${problem}`,
  }),
  UI3030: diagnostic<{ file: string; reason: string; keeps: string | null }>({
    name: 'registry/component-refused',
    severity: 'error',
    message: ({ file, reason, keeps }) =>
      keeps === null
        ? `"${file}" is not in use: ${reason}`
        : `"${file}" is not in use as it is now; version ${keeps} of before stays. The reason: ${reason}`,
  }),
  UI3031: diagnostic<{ name: string; files: readonly string[]; why: string | null }>({
    name: 'registry/name-taken',
    severity: 'error',
    message: ({ name, files, why }) =>
      `"${name}" has two sources that do not fit together: ${files.join(' and ')}${why ? `; ${why}` : ''}. Change one id, or take one away.`,
  }),
  UI3032: diagnostic<{
    name: string;
    version: string;
    file: string;
    promised: string;
    source: string;
    changes: readonly string[];
    next: string;
  }>({
    name: 'registry/incompatible-version',
    severity: 'error',
    message: ({ name, version, file, promised, source, changes, next }) =>
      `"${name}" ${version} (${file}) breaks what works with ${promised} (${source}). ${changes.join(' ')} Undo this, or make it version ${next}.`,
  }),
  UI3033: diagnostic<{ name: string; problem: string }>({
    name: 'registry/package-unavailable',
    severity: 'error',
    message: ({ name, problem }) =>
      `The component package "${name}", which this document needs, cannot be loaded: ${problem.replace(/\.$/, '')}. Mend the package, then try again.`,
  }),
  UI3103: diagnostic<{ id: string; base: string; nearest: string | null }>({
    name: 'inheritance/unknown-node',
    severity: 'error',
    message: ({ id, base, nearest }) =>
      `"${base}" has no node "${id}" to override.${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI3104: diagnostic<{ slot: string; owner: string }>({
    name: 'inheritance/required-slot',
    severity: 'error',
    message: ({ slot, owner }) => `${owner} needs content for its slot "${slot}".`,
  }),
  UI3105: diagnostic<{ id: string; base: string }>({
    name: 'inheritance/final',
    severity: 'error',
    message: ({ id, base }) => `"${base}" marks the node "${id}" as final, so it cannot be overridden.`,
  }),
  UI3106: diagnostic<{ id: string; base: string }>({
    name: 'inheritance/id-in-base',
    severity: 'error',
    message: ({ id, base }) => `The id "${id}" is taken by a node of "${base}". Choose another one.`,
  }),
  UI3107: diagnostic<{ problem: string; sources: readonly string[] }>({
    name: 'inheritance/unsatisfiable',
    severity: 'error',
    message: ({ problem, sources }) =>
      `These schemas cannot both hold: ${problem}${sources.length > 0 ? ` (${sources.join(' and ')})` : ''}.`,
  }),
  UI3108: diagnostic<{ id: string; key: string }>({
    name: 'inheritance/identity',
    severity: 'error',
    message: ({ id, key }) => `An override changes neither "id" nor "type"; this one sets "${key}" of "${id}".`,
  }),
  UI3109: diagnostic<{ slot: string; base: string; known: readonly string[] }>({
    name: 'inheritance/unknown-slot',
    severity: 'error',
    message: ({ slot, base, known }) =>
      `"${base}" has no open slot "${slot}".${known.length > 0 ? ` It has ${known.map((name) => `"${name}"`).join(', ')}.` : ''}`,
  }),
  UI3110: diagnostic<{ id: string }>({
    name: 'inheritance/root-removed',
    severity: 'error',
    message: ({ id }) => `"${id}" is the root of the page and cannot be removed.`,
  }),
  UI3111: diagnostic<{ key: string; extends: boolean }>({
    name: 'inheritance/view-and-extends',
    severity: 'error',
    message: ({ key, extends: extending }) =>
      extending
        ? 'A document that extends another one fills its slots; it has no "view" of its own.'
        : `"${key}" changes the document it extends, and this document extends none. Use "view".`,
  }),
};
