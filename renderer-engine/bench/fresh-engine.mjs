// A program of its own: makes an engine, compiles nothing, and says how many bytes the process holds. Plain JavaScript
// like any host's first file, so that nothing of it goes through the TypeScript compiler.

import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';
import { settleMemory } from '../node/index.ts';

const engine = createEngine();
if (catalog.size === 0 || !engine) throw new Error('There is no catalog.');
settleMemory();
process.stdout.write(String(process.memoryUsage().rss));
