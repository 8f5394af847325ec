import { startWebHost } from '../host/web/start-web-host.ts';

/** Run as a program of its own: the app on a project folder, with a data folder; says its address. */
const [project = '', dataDir = ''] = process.argv.slice(2);
const host = await startWebHost({ project, dataDir });
process.stdout.write(`${host.url}\n`);
