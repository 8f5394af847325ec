import type { Input } from '../../components/component.ts';
import type { Emission } from './emission.ts';
import { constantInput } from './lower.ts';

/** Params that start over when these others change (language.md 4.5): another filter has a first page of its own. */
export function resetBy(changed: Iterable<string>, { targets }: Emission): readonly string[] {
  const others = [...changed].some((name) => !targets.paging.has(name));
  return others ? [...targets.paging] : [];
}

/** Changes of the page's own address, with what they reset. */
export const withFirstPage = (
  changes: Readonly<Record<string, Input>>,
  emission: Emission,
): Readonly<Record<string, Input>> => ({
  ...Object.fromEntries(resetBy(Object.keys(changes), emission).map((name) => [name, constantInput(null)])),
  ...changes,
});
