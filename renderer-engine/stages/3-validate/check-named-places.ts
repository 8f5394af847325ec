import { nearestName } from '../../diagnostics/nearest-name.ts';
import { step } from '../../document/pointer.ts';
import type { ResolvedComponent } from '../flow.ts';
import type { Validation } from './validation.ts';

/**
 * What a component says may stand in it, or around it: types, document ids and categories (language.md 8.1). A rule
 * about something that does not exist never holds, or never fails.
 */
export function checkNamedPlaces(component: ResolvedComponent, validation: Validation): void {
  const { body, unit, id } = component;
  const [, own] = id.split('#');
  const at = own === undefined ? '' : `/defs/components/${own}`;
  const check = (names: readonly string[] | undefined, pointer: string): void => {
    names?.forEach((name, index) => {
      const problem = unknownName(name, component, validation);
      if (problem === null) return;
      const params = { type: name, nearest: problem.nearest, hasFallback: false };
      validation.teller.tell('UI3020', params, { origin: { unit, pointer: `${pointer}/${index}` } });
    });
  };
  check(body.children?.allowedIn, `${at}/children/allowedIn`);
  check(body.children?.notIn, `${at}/children/notIn`);
  for (const [name, slot] of Object.entries(body.slots ?? {})) {
    check(slot.accepts, `${step(`${at}/slots`, name)}/accepts`);
  }
}

/** Null when there is such a thing. Words in small letters are categories, which anyone may add to. */
function unknownName(
  name: string,
  { unit }: ResolvedComponent,
  { context, resolved }: Validation,
): { readonly nearest: string | null } | null {
  const { documents, components } = context;
  if (name.includes('/')) {
    const known = [unit.document.id, ...[...unit.uses.values()].map((used) => used.document.id)];
    if (known.includes(name) || documents.find(name).length > 0) return null;
    return { nearest: nearestName(name, known) };
  }
  if (/^[A-Z]/.test(name)) {
    const defs = 'defs' in unit.document ? unit.document.defs : undefined;
    // A component is also known by what the page that uses it calls it.
    const aliases = [...unit.uses.keys(), ...resolved.unit.uses.keys()];
    const known = [...components.keys(), ...aliases, ...Object.keys(defs?.components ?? {})];
    return known.includes(name) ? null : { nearest: nearestName(name, known) };
  }
  const categories = new Set<string>([...components.values()].map(({ category }) => category));
  const nearest = categories.has(name) ? null : nearestName(name, categories);
  return nearest === null ? null : { nearest };
}
