import '../../node/index.ts';
import { catalog } from '../../components/catalog.ts';
import { createEngine } from '../../create-engine.ts';
import { figure, type Row } from '../row.ts';

/** What the process holds after an engine was made, its whole catalog loaded and nothing compiled yet. */
export function rows(): readonly Row[] {
  const engine = createEngine();
  const { rss } = process.memoryUsage();
  if (catalog.size === 0 || !engine) throw new Error('There is no catalog.');
  return [figure('memory of a fresh engine, whole process', 'bytes', rss, { must: 100 * 2 ** 20, aim: 60 * 2 ** 20 })];
}
