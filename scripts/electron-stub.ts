import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { version } = createRequire(import.meta.url)('electron/package.json') as { readonly version: string };

/** Marks in a real binary where the fuses are; electron-builder looks for it. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron ships them: version 1 of the wire, then one digit per fuse. */
const fuses = { version: 1, digits: '10110011' };

/** A folder laid out like Electron's distribution for Linux, without a program in it. Only for looking at what is packed. */
export function writeElectronStub(folder: string): void {
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([fuses.version, fuses.digits.length]),
    Buffer.from(fuses.digits),
  ]);
  const program = Buffer.from('#!/bin/sh\necho "This is a stub in place of Electron; it cannot run." >&2\nexit 70\n');
  writeFileSync(join(folder, 'electron'), Buffer.concat([program, wire]), { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'stub\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'stub\n');
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
}
