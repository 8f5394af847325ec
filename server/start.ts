import { explain } from './explain.ts';
import { type RunningServer, startServer } from './serve.ts';

/** `npm run server`: 0 after a graceful stop, 1 when it failed, 2 when it could not start. */
try {
  const server = await startServer({ environment: process.env });
  announce(server);
  stopOnSignal(server);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(2);
}

function announce({ url, adminTokenFile }: RunningServer): void {
  const token = adminTokenFile ? `The admin token is in ${adminTokenFile}.` : 'The admin token is the configured one.';
  process.stderr.write(`Schema Studio server answers at ${url}. ${token}\n`);
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
