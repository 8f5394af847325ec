import '../node/index.ts';
import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';

/** A program of its own: makes an engine, compiles nothing, and says how many bytes the process holds. */
const engine = createEngine();
if (catalog.size === 0 || !engine) throw new Error('There is no catalog.');
process.stdout.write(String(process.memoryUsage().rss));
