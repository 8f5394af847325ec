import type { RegistryEvent, RegistryStatus } from '#engine';
import { event, method, type Nothing, nothing } from './method.ts';

export const registryMethods = {
  /** How the components of the project fare: definitions, files that were refused, renders, packages. */
  'registry.status': method<Nothing, RegistryStatus, 'engine/stopped' | 'engine/timeout'>(nothing),
  /** Lets a package in that is in quarantine. `hash`: the texts the person has looked at. */
  'registry.release-package': method<
    { package: string; hash: string },
    RegistryStatus,
    'package/not-quarantined' | 'engine/stopped' | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['package', 'hash'],
    properties: { package: { type: 'string', maxLength: 200 }, hash: { type: 'string', maxLength: 100 } },
  }),
};

export const registryEvents = {
  /** Component files were looked at: what happened since this was last told, and how all of them stand now. */
  'registry.changed': event<{ readonly status: RegistryStatus; readonly news: readonly RegistryEvent[] }>(),
};
