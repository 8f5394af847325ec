import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeys, secretsKeys } from '../secrets-keys.ts';
import { signedInPerson } from '../testing/people.ts';
import { temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';
import { secretBox, WrongSecretsKey } from './secret-box.ts';

const [old, young] = [randomBytes(32), randomBytes(32)];

describe('a secret box (S10)', () => {
  it('opens what it sealed, for the same purpose only, and shows nothing of it', () => {
    const box = secretBox(() => [old]);
    const sealed = box.seal('a secret of Ada', 'seed ada');
    expect(box.open(sealed, 'seed ada')).toBe('a secret of Ada');
    expect(box.seal('a secret of Ada', 'seed ada'), 'never twice the same').not.toBe(sealed);
    expect(() => box.open(sealed, 'seed eve')).toThrow(WrongSecretsKey);
    expect(Buffer.from(sealed.split('.').at(-1)!, 'base64url').toString('latin1')).not.toContain('secret');
  });

  it('notices a change anywhere', () => {
    const box = secretBox(() => [old]);
    const sealed = box.seal('x', 'p');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'Q' : 'A'}${sealed.slice(at + 1)}`;
      expect(() => box.open(other, 'p'), other).toThrow(WrongSecretsKey);
    }
  });

  it('opens with an older key what was sealed with it, and seals with the newest', () => {
    const sealed = secretBox(() => [old]).seal('x', 'p');
    const both = secretBox(() => [young, old]);
    expect([both.open(sealed, 'p'), both.isCurrent(sealed)]).toEqual(['x', false]);
    expect(secretBox(() => [young]).open(both.seal('x', 'p'), 'p')).toBe('x');
    expect(both.derive('a')[0]).not.toEqual(both.derive('b')[0]);
  });
});

describe('secrets keys (S10)', () => {
  it('are made on first start in a file that only its owner reads, and kept', async () => {
    const dataDir = await temporaryFolder();
    const from = { given: null, file: null, dataDir };
    const [key] = secretsKeys(from)();
    expect(statSync(join(dataDir, 'secrets-key')).mode & 0o777).toBe(0o600);
    expect(secretsKeys(from)()).toEqual([key]);
  });

  it('change without a restart once the file does, and stay while it holds nothing usable', async () => {
    const file = join(await temporaryFolder(), 'keys');
    writeFileSync(file, old.toString('base64'));
    const keys = secretsKeys({ given: null, file, dataDir: '' });
    expect(keys()).toEqual([old]);
    writeFileSync(file, `${young.toString('base64')}\n${old.toString('base64')}\n`);
    expect(keys()).toEqual([young, old]);
    writeFileSync(file, 'half a ke');
    expect(keys()).toEqual([young, old]);
  });

  it.each(['', 'short', Buffer.alloc(31).toString('base64'), 'ä'.repeat(43)])('are 32 bytes: "%s" is none', (text) => {
    expect(() => readKeys(text)).toThrow('32 random bytes');
  });

  it('are changed by naming a new one before the old one; after the next start the old one can go', async () => {
    const dataDir = await temporaryFolder();
    const text = (...keys: Buffer[]) => keys.map((key) => key.toString('base64')).join(',');
    const start = (SECRETS_KEY: string) => temporaryServer({ DATA_DIR: dataDir, SECRETS_KEY });
    const first = await start(text(old));
    await signedInPerson(first, 'viewer');
    await first.close();
    await (await start(text(young, old))).close();
    await (await start(text(young))).close();
    await expect(start(text(old))).rejects.toThrow('Set SECRETS_KEY or SECRETS_KEY_FILE');
  });
});
