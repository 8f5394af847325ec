import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { get as getSecurely } from 'node:https';
import { CommandProblem } from './command-problem.ts';
import { configuration, type Ending, runCommand } from './configured.ts';

/**
 * `node server/operations/self-check.ts [--ready]`: asks the server of the same machine and the same variables whether it
 * is alive, or may get traffic. For containers and supervisors. 0 when it is, 1 when not, 2 when it cannot tell.
 */
await runCommand(() => {
  const { host, port, transport } = configuration();
  if (port === 0) throw new CommandProblem('PORT is 0: nobody can tell which one the server took.');
  const path = process.argv.includes('--ready') ? '/health/ready' : '/health/live';
  const options = { host: near(host), port, path, timeout: 5_000 };
  // It is our own certificate, for another name than this one; what is asked and answered is no secret.
  return asked(path, (answered) =>
    transport.tls ? getSecurely({ ...options, rejectUnauthorized: false }, answered) : get(options, answered),
  );
});

/** Who listens everywhere listens here too. */
function near(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

function asked(path: string, ask: (answered: (reply: IncomingMessage) => void) => ClientRequest): Promise<Ending> {
  return new Promise((resolve) => {
    const request = ask((reply) => {
      reply.resume();
      resolve({ code: reply.statusCode === 200 ? 0 : 1, sentence: `${path} answers ${reply.statusCode}.` });
    });
    request.once('timeout', () => request.destroy(new Error('it does not answer')));
    request.once('error', ({ message }) => resolve({ code: 1, sentence: `${path}: ${message}.` }));
  });
}
