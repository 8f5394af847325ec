import { readFileSync } from 'node:fs';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere, withProject } from '../with-project.ts';

export interface ConnectArguments {
  readonly token?: string;
  readonly tokenFile?: string;
}

/** `studio connect URL`: the token comes from a file or `STUDIO_TOKEN`, because others on a machine see arguments. */
export async function connect(url: string, { token, tokenFile }: ConnectArguments): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  const kept = tokenFile === undefined ? null : fromFile(tokenFile);
  if (tokenFile !== undefined && kept === null) {
    const message = `There is no token in "${tokenFile}". Write it into that file, or name another.`;
    return refused({ code: 'connect/no-token', message });
  }
  const secret = token ?? kept ?? process.env['STUDIO_TOKEN'];
  if (!secret) {
    const message = 'Name the file with your token by --token-file, or set STUDIO_TOKEN.';
    return refused({ code: 'connect/no-token', message });
  }
  return withProject(here.value, 'storing', async ({ studio }) => {
    const reply = await studio.handlers['server.connect']({ url, token: secret });
    if (!reply.ok) return refused(reply.failure);
    const { live } = reply.value;
    const words = [
      `Connected to ${reply.value.url}. Your approval key is registered.`,
      ...live.map((release) => `${release.channel}  ${release.semver}  ${release.url}`),
    ];
    return { exit: 0, data: reply.value, words };
  });
}

function fromFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
