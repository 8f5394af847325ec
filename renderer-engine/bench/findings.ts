/** What profiles say about what misses its goal; changed by whoever changes a figure. */
export const findings = `## What is measured

The page of the render rows is a table of 100 orders with a badge and a button in each row. The engine's figure includes
checking the data against its schema and removing what is not declared; the others take the data as it comes. React,
Preact and Vue run their production builds, one component per part; Vue has render functions, not compiled templates. By
hand is one function that concatenates strings and escapes. Compiling starts from text, with warm code and without the
cache. A recompilation is one keystroke after the other in a document of 2,000 nodes; every tenth program is compared
with the one that its text gives alone. Memory is measured at a second start, when Node keeps what it made of TypeScript.

Ratios are measured side by side and hold on any machine. Times alone do not: with a load of 8 on two processors they are
half as long again as on an idle machine, although only the time on a processor is counted.

## What misses its goal, and what a profile says about it

- Compile, 500 nodes: no function takes more than a twentieth; collecting garbage takes a tenth on an idle machine and a
  fifth on a busy one, because every stage makes its own tree. Emitting takes two fifths (about twenty closures per node,
  one list of attributes per element), parsing a fifth, validating and optimizing a sixth each. With
  \`--max-semi-space-size=64\` the same code is a tenth faster. Next: one writer object per node instead of closures, and
  expanding without a copy of the surroundings per node.
- Recompile after one edit: a quarter is writing, joining and hashing the canonical texts of the document and of the
  program, which everybody who shows a page asks for; a tenth is taking the ids of all nodes, so that none stands twice;
  another tenth collecting garbage. What is looked for in all nodes is asked of those around the edit only. A hash over
  hashes of parts would make it independent of the size, at the price of another hash for every program there is.
  Changing a container compiles all that is in it.
- Render beside the page by hand: an eighth is checking and projecting the data, the rest is spread over calls of linked
  functions, reads of properties by name and checks that only own properties are read; no function takes more than a tenth.
- Cost curve of rendering: running the program is linear (2.4, 8.5 and 77 µs at 100, 1,000 and 10,000 nodes, 1.07 × of a
  straight line). What bends is the one text: V8 gives a text above 128 KB memory of its own, fresh from the system each
  time. At 10,000 nodes (600 KB) that is 146 page faults and two thirds of the time; at 1,000 nodes there are none. The
  server sends pages above 64 KB with \`renderStream\`, which never holds such a text; its curve has rows of its own.
- Memory of operations in flight: the first ten thousand fill caches that have bounds (64 programs, what was resolved for
  them, output buffers). 22,500 further ones left 1.2 to 3.3 MB in all, not more the longer it ran: no leak. The row
  therefore shows what a second ten thousand add.
- Memory of a fresh engine: Node itself takes 42 MB, ajv 8, culori 6, jsonc-parser, semver, messageformat and re2js 2 to 4
  each, the engine and its catalog most of the rest; after a collection 17 MB of JavaScript objects are in use. At a first
  start Node's TypeScript compiler adds 20 to 25 MB. The libraries cannot be loaded later, because compiling, resolving
  themes and rendering are synchronous; what only watching needs is. With \`--max-semi-space-size=1\` the same process
  holds 12 MB less.
`;
