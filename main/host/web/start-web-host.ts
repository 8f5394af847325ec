import { join } from 'node:path';
import { toStandardError } from '../../rpc/report.ts';
import { openStudio, type Studio, type StudioOptions } from '../../studio.ts';
import { appFiles } from '../app-files.ts';
import { shippedFolder } from '../shipped.ts';
import { freePort } from './free-port.ts';
import { createSession } from './session.ts';
import { createWebApp } from './web-app.ts';

export interface WebHostOptions extends Omit<StudioOptions, 'host'> {
  /** Wanted port; when it is in use, the next free one. Any by default. */
  readonly port?: number;
  /** The built window; `dist/app` by default. */
  readonly appFolder?: string;
}

export interface WebHost {
  /** With the one-time token: whoever opens it first is signed in, nobody after. */
  readonly url: string;
  readonly port: number;
  readonly studio: Studio;
  close(): Promise<void>;
}

/** Opens the studio and serves it on 127.0.0.1 to one browser. */
export async function startWebHost({ port: wanted = 0, appFolder, ...options }: WebHostOptions): Promise<WebHost> {
  const studio = await openStudio({ ...options, host: 'web' });
  const port = await freePort(wanted);
  const session = createSession(port);
  const files = appFiles(appFolder ?? join(shippedFolder('dist'), 'app'));
  const app = createWebApp({ studio, session, port, files, report: options.report ?? toStandardError });
  await app.listen({ host: '127.0.0.1', port });
  return {
    url: `http://127.0.0.1:${port}/?token=${session.token}`,
    port,
    studio,
    close: async () => {
      await app.close();
      await studio.close();
    },
  };
}
