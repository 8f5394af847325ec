import { createPublicKey, verify } from 'node:crypto';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashText } from '#engine';
import { fileKeychain } from '../host/keychain.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { approvalKey, approvalKeyId } from './approval-key.ts';

describe("a person's approval key", () => {
  it('is made once, signs, and is readable by its owner only', () => {
    const folder = temporaryFolder();
    const keychain = fileKeychain(folder);
    expect(approvalKeyId(keychain, 'Ada')).toBeNull();
    const key = valueFrom(approvalKey(keychain, 'Ada'));
    const again = valueFrom(approvalKey(fileKeychain(folder), 'Ada'));
    expect(again.id).toBe(key.id);
    expect(approvalKeyId(keychain, 'Ada')).toBe(key.id);
    expect(key.id).toBe(hashText(key.publicKey));
    expect(valueFrom(approvalKey(keychain, 'Bob')).id).not.toBe(key.id);

    const signature = Buffer.from(key.sign('words'), 'base64');
    expect(verify(null, Buffer.from('words'), createPublicKey(key.publicKey), signature)).toBe(true);
    expect(verify(null, Buffer.from('other'), createPublicKey(key.publicKey), signature)).toBe(false);
    for (const file of readdirSync(join(folder, 'secrets'))) {
      expect(statSync(join(folder, 'secrets', file)).mode & 0o777).toBe(0o600);
    }
  });

  it('is sealed where the system can, and gone when the seal cannot be opened', () => {
    const folder = temporaryFolder();
    const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x55);
    const seal = {
      close: (secret: string) => flip(Buffer.from(secret)),
      open: (sealed: Uint8Array) => {
        const text = Buffer.from(flip(sealed)).toString();
        if (!text.startsWith('tok')) throw new Error('not ours');
        return text;
      },
    };
    const keychain = fileKeychain(folder, seal);
    valueFrom(keychain.write('t', 'token'));
    expect(keychain.read('t')).toBe('token');
    const [file = ''] = readdirSync(join(folder, 'secrets'));
    writeFileSync(join(folder, 'secrets', file), 'changed');
    expect(keychain.read('t')).toBeNull();
  });
});
