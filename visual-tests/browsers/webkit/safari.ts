import { checked } from '../remote/check.ts';
import { launchAt } from '../remote/webdriver-endpoint.ts';
import type { Driver } from '../tab.ts';
import { startDriver } from './process.ts';

/** Safari by the driver that comes with macOS: one window at a time, density and colors as the Mac is set. */
export const safariDriver = (executable: string): Driver =>
  checked(
    {
      name: 'webkit',
      fixed: () => '',
      cannot: ({ media }) => [
        ...(media.print ? ['the medium "print" in Safari'] : []),
        ...(media.forcedColors ? ['the medium "forced-colors" in Safari'] : []),
      ],
      async launch(settings) {
        const driver = await startDriver(executable, { env: {}, files: {}, args: (port) => ['-p', String(port)] });
        return launchAt('webkit', driver.endpoint, settings, { gone: driver.ended, end: driver.close });
      },
    },
    'safaridriver',
  );
