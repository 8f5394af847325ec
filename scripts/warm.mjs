// Everything that hosts are made of goes through Node's TypeScript compiler once, here, in a process that ends: no
// process that stays holds that compiler, which takes 25 MB. Node keeps what it made in NODE_COMPILE_CACHE.
import { pathToFileURL } from 'node:url';
import { hostFiles } from './host-files.mjs';

const imports = hostFiles().map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};`);
// What cannot be linked is read and compiled, and never run: some of these files are commands.
const unlinkable = [...imports, 'import { nothing } from "node:fs";'].join('\n');
// Whatever else is wrong with a file is told by the program that runs it.
await import(`data:text/javascript,${encodeURIComponent(unlinkable)}`).catch(() => undefined);
