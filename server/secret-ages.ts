import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Timers } from '#engine';
import type { Environment } from './config.ts';
import type { Exposition } from './observability/prometheus.ts';

/** A file that holds a secret, under the name operators know it by. */
export interface NamedSecretFile {
  readonly name: string;
  readonly file: string;
}

export interface SecretAges {
  /** How old each was when somebody looked. */
  write(out: Exposition): void;
  stop(): void;
}

export interface SecretAgeOptions {
  readonly files: readonly NamedSecretFile[];
  /** Milliseconds after which a secret should be replaced. */
  readonly oldest: number;
  readonly now: () => Date;
  readonly timers: Timers;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

const day = 86_400_000;

/** Looks at once and then daily how old secrets are, and warns of those that are too old or not there any more. */
export function watchSecretAges({ files, oldest, now, timers, log }: SecretAgeOptions): SecretAges {
  const ageOf = ({ file }: NamedSecretFile): number | null => {
    try {
      return Math.max(0, now().getTime() - statSync(file).mtimeMs);
    } catch {
      return null;
    }
  };
  const look = (): void => {
    for (const one of files) {
      const age = ageOf(one);
      if (age === null)
        log.warn({ alert: 'secret', name: one.name }, 'The file of a secret cannot be read. The last one counts.');
      else if (age > oldest)
        log.warn(
          { alert: 'secret', name: one.name, days: Math.floor(age / day) },
          `A secret is ${Math.floor(age / day)} days old. Replace it; no restart is needed.`,
        );
    }
    next = timers(day, look);
  };
  let next = (): void => undefined;
  look();
  return {
    write(out) {
      const samples = files.flatMap((one) => {
        const age = ageOf(one);
        return age === null ? [] : [[{ name: one.name }, Math.floor(age / 1_000)] as const];
      });
      out.gauge('secret_age_seconds', 'How old the files of secrets are.', ...samples);
    },
    stop: () => next(),
  };
}

/** Variables that name a file with a secret. */
const variables = [
  'ADMIN_TOKEN_FILE',
  'SECRETS_KEY_FILE',
  'OIDC_CLIENT_SECRET_FILE',
  'DATABASE_URL_FILE',
  'READ_REPLICAS_FILE',
  'REDIS_URL_FILE',
  'TLS_KEY',
];

/** The files that hold the server's secrets: those that variables name, else those that it keeps in its data folder. */
export function namedSecretFiles(
  environment: Environment,
  dataDir: string,
  ofSources: ReadonlyMap<string, string> = new Map(),
): readonly NamedSecretFile[] {
  const named = variables.flatMap((name) => (environment[name] ? [{ name, file: environment[name] }] : []));
  const own = (['ADMIN_TOKEN', 'SECRETS_KEY'] as const).flatMap((name) =>
    environment[name] || environment[`${name}_FILE`]
      ? []
      : [{ name, file: join(dataDir, name.toLowerCase().replace('_', '-')) }],
  );
  return [...named, ...own, ...[...ofSources].map(([name, file]) => ({ name, file }))];
}
