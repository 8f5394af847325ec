import { createHash } from 'node:crypto';
import { isMainThread, parentPort } from 'node:worker_threads';
import { readSample, sampleNames } from '../samples/sample.testing.ts';

/** Hashes of program, page and sheet by sample; all of them in the order given, so that one may spoil another. */
export function bytesOfSamples(names: readonly string[] = sampleNames): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, bytesOf(name)]));
}

function bytesOf(name: string): string {
  const { text, theme, engine: engineOf, input } = readSample(name);
  const engine = engineOf();
  const compiled = engine.compile(text);
  if (!compiled.program) throw new Error(`${name} was not compiled.`);
  const { html } = engine.render(compiled.program, input(compiled));
  const { css } = engine.styles(compiled.program, theme ?? undefined);
  return [JSON.stringify(compiled.program), html, css]
    .map((text) => createHash('sha256').update(text).digest('base64url'))
    .join(' ');
}

// Where it is the program of a thread or a process, it answers with the last sample first.
if (!isMainThread && process.argv.includes('thread')) parentPort?.postMessage(bytesOfSamples(sampleNames.toReversed()));
if (process.argv[2] === 'process') process.stdout.write(JSON.stringify(bytesOfSamples(sampleNames.toReversed())));
