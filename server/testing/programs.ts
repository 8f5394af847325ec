import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the tests start by themselves, and where Debian and its kin have it. */
export const services = {
  postgres: { program: 'postgres', packages: ['postgresql'] },
  redis: { program: 'redis-server', packages: ['redis-server'] },
  nginx: { program: 'nginx', packages: ['nginx-light'] },
  prometheus: { program: 'promtool', packages: ['prometheus'] },
} as const;

export type ServiceName = keyof typeof services;

/** Folder of a service's programs; null when they are not on this machine. */
export const findService = (name: ServiceName): string | null =>
  places().find((folder) => isProgram(join(folder, services[name].program))) ?? null;

/** Debian keeps each version of PostgreSQL in a folder of its own, the newest first, and nginx where only root looks. */
const places = (): readonly string[] => [
  ...versions('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`),
  ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
  '/usr/sbin',
];

function versions(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
