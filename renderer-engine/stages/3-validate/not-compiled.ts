import semver from 'semver';
import { coreVersion } from '../../core-version.ts';
import type { ResolvedElement, Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';
import { originOf, type Validation } from './validation.ts';

/** `requires` of a document against this engine. */
export function checkRequires(unit: Unit, teller: Teller): void {
  const { core, features = [] } = unit.document.requires ?? {};
  const language = /\/ui\/(\d+)\//.exec(unit.document.$schema)?.[1];
  if (language !== undefined && language !== '1') {
    const params = { what: `version ${language} of the language`, offered: 'speaks version 1' };
    teller.tell('UI8001', params, { origin: { unit, pointer: '/$schema' } });
  }
  if (core !== undefined && !semver.satisfies(coreVersion, core)) {
    const params = { what: `core ${core}`, offered: `is core ${coreVersion}` };
    teller.tell('UI8001', params, { origin: { unit, pointer: '/requires/core' } });
  }
  features.forEach((feature, index) => {
    const params = { what: `the feature "${feature}"`, offered: 'does not have it' };
    teller.tell('UI8001', params, { origin: { unit, pointer: `/requires/features/${index}` } });
  });
}

/** Parts of the language that this release renders in a simpler way, said plainly. */
export function tellNotCompiled(node: ResolvedElement, { teller }: Validation): void {
  if (node.type === 'Form' && node.props['live'] === true && node.props['form'] === undefined) {
    const instead = 'give the form "on": { "change": { "do": "refresh" } } to show a part again when a param changes';
    const params = { feature: '"live" for a form over params', instead };
    teller.tell('UI8006', params, { origin: originOf(node, 'props.live'), node: node.id, atKey: true });
  }
}

/** Used documents that should not be used any more. */
export function tellDeprecated(unit: Unit, teller: Teller): void {
  for (const [alias, { document }] of unit.uses) {
    const meta = document.meta as
      | { readonly status?: string; readonly deprecated?: { readonly since?: string; readonly use?: string } }
      | undefined;
    if (!meta?.deprecated && meta?.status !== 'deprecated') continue;
    const { since = '', use = null } = meta.deprecated ?? {};
    teller.tell('UI8004', { what: `"${document.id}"`, since, use }, { origin: { unit, pointer: `/uses/${alias}` } });
  }
}
