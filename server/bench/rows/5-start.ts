import { setTimeout as after } from 'node:timers/promises';
import { atMost, figure, type Row } from '../row.ts';
import { serveOurs } from '../served.ts';

/** The first start after an installation compiles; the ones after it are those that somebody waits for. */
export async function rows(): Promise<readonly Row[]> {
  const started: number[] = [];
  let resident = 0;
  for (let time = 0; time < 6; time++) {
    const server = await serveOurs();
    if (time > 0) started.push(server.started);
    await after(3_000);
    resident = server.resident();
    await server.stop();
  }
  const [, , median = 0] = started.sort((a, b) => a - b);
  return [
    figure('start to ready, SQLite', 'ms', median, {
      must: atMost(1_000),
      note: 'median of five, from the start of the process',
    }),
    figure('resident memory when idle', 'MB', resident, { must: atMost(100) }),
  ];
}
