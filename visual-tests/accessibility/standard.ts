import type { AccessibilityWishes } from '../types/case.ts';

const versions = ['2', '21', '22'];
const levels = ['a', 'aa', 'aaa'];

/** Axe's tags of a standard and of all it includes: `wcag21aa` has `wcag2a` in it. Null: not known, so every rule. */
export function tagsOf(standard: string | null): readonly string[] | null {
  const [, version = '', level = ''] = /^wcag(2|20|21|22)(a{1,3})$/i.exec(standard ?? '') ?? [];
  const at = {
    version: versions.indexOf(version === '20' ? '2' : version),
    level: levels.indexOf(level.toLowerCase()),
  };
  if (at.version < 0 || at.level < 0) return null;
  return versions
    .slice(0, at.version + 1)
    .flatMap((known) => levels.slice(0, at.level + 1).map((reached) => `wcag${known}${reached}`));
}

/** `tests.a11y` of a document (language.md 7); what is not of its shape is as if it were not there. */
export function accessibilityWishes(written: unknown): AccessibilityWishes {
  const wishes = isObject(written) ? written : {};
  const listed = Array.isArray(wishes['ignore']) ? wishes['ignore'].filter(isObject) : [];
  return {
    standard: typeof wishes['standard'] === 'string' ? wishes['standard'] : null,
    ignore: listed.flatMap(({ rule, node, reason, until }) =>
      typeof rule === 'string' && typeof node === 'string' && typeof reason === 'string'
        ? [{ rule, node, reason, until: typeof until === 'string' ? until : null }]
        : [],
    ),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
