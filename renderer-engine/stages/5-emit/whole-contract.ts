import type { Access } from '../../document/access.ts';
import type { DataSource, FormDefinition, Json } from '../../document/types.ts';
import { namedIn } from '../4-optimize/mounted.ts';
import type { Optimized } from '../4-optimize/optimize.ts';
import { pageScope } from '../4-optimize/scopes.ts';
import type { ContractFaults, ResolvedPage } from '../flow.ts';
import type { EmitForm } from './emission.ts';

/** Data of the page or of one it includes. */
export interface WholeData {
  readonly source: DataSource;
  /** Its arguments have errors. */
  readonly faulty: boolean;
  readonly scope: EmitForm['scope'];
  readonly access: readonly Access[];
}

export interface WholeForm extends Omit<FormDefinition, 'submit' | 'mode' | 'rules'>, EmitForm {
  /** Rules to leave out. */
  readonly faulty: ReadonlySet<string>;
}

interface Whole {
  readonly data: Readonly<Record<string, WholeData>>;
  readonly forms: Readonly<Record<string, WholeForm>>;
}

/** Data and forms of a page with those of the pages it includes, which are called `<include id>.<name>`. */
export function wholeContract(optimized: Optimized): Whole {
  const own = { scope: pageScope(optimized.unit), place: { instances: [], keys: [] }, access: [] };
  const parts = [
    partOf(optimized.page, optimized, own, (name) => name),
    ...optimized.mounted.map((mounted) => {
      const faults = optimized.faultyIncludes.get(mounted.include) ?? none;
      return partOf(mounted.include.page, faults, mounted, (name) => namedIn(mounted, name));
    }),
  ];
  return {
    data: Object.fromEntries(parts.flatMap(({ data }) => data)),
    forms: Object.fromEntries(parts.flatMap(({ forms }) => forms)),
  };
}

const none: ContractFaults = { faultyData: new Set(), faultyRules: new Map() };

function partOf(
  page: ResolvedPage,
  { faultyData, faultyRules }: ContractFaults,
  { scope, place, access }: Pick<EmitForm, 'scope' | 'place'> & Pick<WholeData, 'access'>,
  nameOf: (name: string) => string,
) {
  const data = Object.entries(page.data).map(
    ([name, source]) => [nameOf(name), { source, faulty: faultyData.has(name), scope, access }] as const,
  );
  const forms = Object.entries(page.forms).map(([name, { submit, ...form }]) => {
    const faulty = faultyRules.get(name) ?? new Set<string>();
    return [nameOf(name), { ...form, submit: (submit ?? null) as Json, faulty, scope, place }] as const;
  });
  return { data, forms };
}
