import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';

/** `sha256-…` over the fonts a shot can have used: those its page loaded, and those the system has. */
export async function hashFonts(loaded: readonly string[]): Promise<string> {
  const digest = createHash('sha256')
    .update(await systemFonts())
    .update('\n')
    .update(loaded.join('\n'));
  return `sha256-${digest.digest('base64url')}`;
}

let known: Promise<string> | null = null;

/** Fontconfig's list with versions; empty where there is no fontconfig (macOS and Windows ship one set per release). */
function systemFonts(): Promise<string> {
  known ??= promisify(execFile)('fc-list', ['--format', '%{family}|%{style}|%{fontversion}\n'], {
    timeout: 10_000,
  }).then(
    ({ stdout }) => [...new Set(stdout.split('\n'))].sort().join('\n'),
    () => '',
  );
  return known;
}
