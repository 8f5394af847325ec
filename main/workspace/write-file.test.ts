import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/folders.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { unwritable, writeWhole } from './write-file.ts';

describe('writing a file as a whole', () => {
  it('keeps its rights, and writes through a link', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a.json');
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    symlinkSync(file, join(folder, 'link.json'));
    valueFrom(writeWhole(join(folder, 'link.json'), 'new'));
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'link.json']);
  });

  it.skipIf(!canMount())('keeps the old file when the disk is full', () => {
    const folder = join(temporaryFolder(), 'small');
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', [folder]));
    const file = join(folder, 'a.json');
    valueFrom(writeWhole(file, 'old'));
    expect(failureFrom(writeWhole(file, 'x'.repeat(200_000))).code).toBe('document/disk-full');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it.each([
    ['ENOSPC', 'document/disk-full'],
    ['EDQUOT', 'document/disk-full'],
    ['EROFS', 'document/read-only'],
    ['EACCES', 'document/read-only'],
    ['EIO', 'document/unwritable'],
  ])('says what the disk means by %s', (code, expected) => {
    const failure = unwritable('a.json', Object.assign(new Error(code), { code }));
    expect(failure.code).toBe(expected);
    expect(failure.message).toContain('"a.json"');
  });
});

/** A disk that is really full needs one of our own, which only root may mount. */
function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'schema-studio-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(probe);
  }
}
