import semver from 'semver';
import { coreVersion } from '../../core-version.ts';
import { oneOf } from '../../diagnostics/define.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import { engineFeatures } from '../../features.ts';
import { unitsAround } from '../2-resolve/units.ts';
import type { FrontContext, Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';

/** `requires` of a document and of all it takes in, against this engine: they add up (language.md 5.3). */
export function checkRequires(unit: Unit, { features = new Set(engineFeatures) }: FrontContext, teller: Teller): void {
  for (const one of unitsAround(unit)) checkUnit(one, features, teller);
}

function checkUnit(unit: Unit, offered: ReadonlySet<string>, teller: Teller): void {
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
    if (offered.has(feature)) return;
    const pointer = `/requires/features/${index}`;
    const nearest = nearestName(feature, offered);
    const edits = [{ op: 'replace', path: pointer, value: nearest } as const];
    const fixes = nearest ? [{ title: `Replace with "${nearest}"`, safe: false, edits }] : [];
    const params = { what: `the feature "${feature}"`, offered: `offers ${oneOf([...offered].sort())}` };
    teller.tell('UI8001', params, { origin: { unit, pointer } }, { fixes });
  });
}
