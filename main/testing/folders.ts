import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of this test alone, gone when it ends. */
export function temporaryFolder(atEnd: (end: () => void) => void = onTestFinished): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'schema-studio-test-')));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs with a folder nobody may write to; root, who may always, becomes nobody meanwhile. */
export function withoutWriteAccess<Value>(folders: readonly string[], action: () => Value): Value {
  const root = process.geteuid?.() === 0;
  for (const folder of folders) chmodSync(folder, 0o555);
  if (root) process.seteuid?.(65_534);
  try {
    return action();
  } finally {
    if (root) process.seteuid?.(0);
    for (const folder of folders) chmodSync(folder, 0o755);
  }
}
