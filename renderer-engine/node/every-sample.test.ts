import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { bytesOfSamples } from './every-sample.testing.ts';

const program = new URL('./every-sample.testing.ts', import.meta.url);
const here = bytesOfSamples();

describe('program, page and sheet of every sample (E20)', () => {
  it('are the same on a second run', () => {
    expect(Object.keys(here).length).toBeGreaterThan(85);
    expect(bytesOfSamples()).toEqual(here);
  });

  it('are the same from a thread', async () => {
    const thread = new Worker(program, { argv: ['thread'] });
    const [bytes] = await once(thread, 'message');
    await thread.terminate();
    expect(bytes).toEqual(here);
  });

  it('are the same from a process elsewhere in the world', async () => {
    const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(program), 'process'], { env });
    expect(JSON.parse(stdout)).toEqual(here);
  });
});
