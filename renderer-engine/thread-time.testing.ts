/**
 * Milliseconds of processor time the calling thread spends on something. Not time that passes: what else the machine
 * does meanwhile, threads of the collector included, does not count, so a limit on it holds on a busy machine too.
 */
export function threadTime(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
