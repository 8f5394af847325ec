import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Sources that run in every host. What types do not forbid, because it is part of JavaScript itself, is looked for. */
const root = new URL('./', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.ts$/.test(path) && !/\.(test|testing)\.ts$/.test(path))
  .filter((path) => !/^(node|bench|samples)\//.test(path));

const impure =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\bset(Timeout|Interval|Immediate)\b|\bprocess\.\w|from 'node:/;

it('time, chance and the host reach the engine through ports only (E20, E21)', () => {
  expect(sources.length).toBeGreaterThan(300);
  const found = sources.flatMap((path) =>
    readFileSync(new URL(path, root), 'utf8')
      .split('\n')
      .flatMap((line, at) => (impure.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
  expect(impure.test('const now = Date.now();')).toBe(true);
});
