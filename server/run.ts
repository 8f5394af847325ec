import { serveShop } from './demo/serve-shop.ts';
import { explain } from './explain.ts';
import { type RunningServer, startServer } from './serve.ts';

/**
 * `npm run server`: 0 after a graceful stop, 1 when it failed, 2 when it could not start. With `--demo`, and as long as
 * SOURCES_FILE names nothing better, a shop in memory answers for the sample project.
 */
try {
  const demo = process.argv.includes('--demo') && !process.env['SOURCES_FILE'] ? await serveShop() : null;
  const server = await startServer({ environment: process.env, ...(demo && { connections: demo.connections }) });
  // Whoever reads the announcement may stop the server at once.
  stopOnSignal(server);
  announce(server, demo !== null);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(2);
}

function announce({ url, adminTokenFile }: RunningServer, isDemo: boolean): void {
  const token = adminTokenFile ? `The admin token is in ${adminTokenFile}.` : 'The admin token is the configured one.';
  process.stderr.write(`Schema Studio server answers at ${url}. ${token}\n`);
  if (isDemo)
    process.stderr.write(
      'A demo shop in memory answers for the sample project; set SOURCES_FILE to connect your own systems (docs/operations.md).\n',
    );
}

/** A second signal, or a drain that takes too long, ends the process at once: what was answered is on disk. */
function stopOnSignal({ close, config }: RunningServer): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), config.timeouts.shutdown).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${explain(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
