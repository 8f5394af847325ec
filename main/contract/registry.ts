import type { RegistryEvent, RegistryStatus } from '#engine';
import { event, method, type Nothing, nothing } from './method.ts';

export const registryMethods = {
  /** How the components of the project fare: definitions, files that were refused, renders, packages. */
  'registry.status': method<Nothing, RegistryStatus, 'engine/stopped' | 'engine/timeout'>(nothing),
};

export const registryEvents = {
  /** Component files were looked at: what happened since this was last told, and how all of them stand now. */
  'registry.changed': event<{ readonly status: RegistryStatus; readonly news: readonly RegistryEvent[] }>(),
};
