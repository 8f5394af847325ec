import { fail, type Handlers, ok } from '#contract';
import { coreVersion } from '#engine';
import type { Context } from '../context.ts';

type SettingsHandlers = Pick<Handlers, 'settings.get' | 'settings.set' | 'app.about'>;

export const settingsHandlers = ({ settings, host }: Context): SettingsHandlers => ({
  'settings.get': async () => ok(settings.read()),
  'settings.set': async (wanted) => {
    const written = settings.write(wanted);
    if (written.ok) return ok(settings.read());
    const { code, message, details } = written.failure;
    return fail(code === 'document/disk-full' ? code : 'document/unwritable', message, details);
  },
  'app.about': async () => ok({ product: 'Schema Studio', engine: coreVersion, host }),
});
