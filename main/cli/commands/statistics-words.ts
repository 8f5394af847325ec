import type { ProjectStatistics } from '#engine/node';

/** What the engine counted, as lines for people. */
export function statisticsWords({
  pipeline,
  programs,
  memory,
  tracker,
}: Pick<ProjectStatistics, 'pipeline' | 'programs' | 'memory' | 'tracker'>): readonly string[] {
  const share = Math.round(memory.share * 100);
  return [
    `${memory.state === 'normal' && !memory.leak ? 'fine' : 'look'}  memory: ${share} % of the limit, ${megabytes(memory.resident)} resident, ${memory.collections} collections`,
    `      programs kept: ${programs.entries}, ${programs.hits} hits, ${programs.misses} misses, ${programs.evicted} evicted`,
    ...pipeline
      .filter(({ runs }) => runs > 0)
      .map(({ name, runs, mean, errors }) => `        ${name}: ${runs} runs, ${mean.toFixed(2)} ms, ${errors} errors`),
    ...(tracker?.alerts ?? []).map(({ name, message }) => `look  ${name}: ${message}`),
  ];
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
