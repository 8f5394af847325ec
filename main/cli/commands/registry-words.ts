import type { QuarantinedPackage, RegistryStatus, TypeStatus } from '#engine';

/** The component registry as lines for people: what is wrong first, then what was counted. */
export function registryWords(status: RegistryStatus): readonly string[] {
  const { counters, packages, types } = status;
  const own = types.filter(({ origin }) => origin !== 'core');
  return [
    ...status.health.checks.map(({ name, state, message }) => line(state, name, message)),
    `      registry: ${listed(counters)}; ${types.length} types, ${own.length} of them not built in`,
    ...own.map(typeLine),
    ...packages.quarantined.flatMap(quarantineLines),
    `      packages: ${packages.known} known, ${packages.loaded.length} in memory; ${listed(packages.counters)}`,
  ];
}

const line = (state: string, name: string, message: string): string =>
  `${state === 'healthy' ? 'fine' : 'look'}  component ${name}: ${message}`;

function typeLine({ name, version, health, metrics, dependents }: TypeStatus): string {
  const used = `used by ${dependents}`;
  const figures = metrics
    ? `, ${metrics.renders} measured, ${metrics.mean.toFixed(2)} ms, ${metrics.errors} failed, ${metrics.bytes} bytes`
    : '';
  return `        ${name} ${version}: ${health.state}, ${used}${figures}`;
}

const quarantineLines = ({ package: name, version, findings }: QuarantinedPackage): readonly string[] => [
  `look  package ${name} ${version} is in quarantine; take this out, or release it in the app under Components:`,
  ...findings.map(
    ({ file, line, rule, found }) => `        ${file}${line === null ? '' : `:${line}`} ${rule}: "${found}"`,
  ),
];

const listed = (counters: object): string =>
  Object.entries(counters)
    .map(([name, count]) => `${count} ${name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`)
    .join(', ');
