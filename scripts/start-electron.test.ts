import { describe, expect, it } from 'vitest';
import { electronProblem, launchElectron } from './start-electron.ts';

describe.runIf(process.platform === 'linux')('starting Electron', () => {
  it('says in one sentence that there is no display', async () => {
    expect(await electronProblem({})).toBe('There is no display for an Electron window.');
  });

  it.runIf(process.getuid?.() === 0)('does not run as root, where the sandbox would have to go', async () => {
    expect(await electronProblem({ DISPLAY: ':0' })).toMatch(/sandbox does not run as root\.$/);
    expect(() => launchElectron(null)).toThrow('electronProblem');
  });
});
