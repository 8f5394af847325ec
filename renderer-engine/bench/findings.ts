/** What profiles say about what misses its goal; changed by whoever changes a figure. */
export const findings = `## What is measured

The page of the render rows is a table of 100 orders with a badge and a button in each row. The engine's figure includes
checking the data against its schema and removing what is not declared; the others take the data as it comes. React,
Preact and Vue run their production builds, one component per part; Vue has render functions, not compiled templates. By
hand is one function that concatenates strings and escapes. Compiling starts from text, with warm code and without the
cache. A recompilation is one keystroke after the other in a document of 2,000 nodes; every tenth program is compared
with the one that its text gives alone. Memory is that of processes started as \`npm run\` starts them. With a tracker
every time is kept and sorted into buckets. Batches are told by the quickest of five rounds on the clock on the wall, and
by the time of all threads on processors. One core is a process bound to it, V8's helpers and all.

Ratios are measured side by side and hold on any machine. Times alone do not: with a load of 8 on two processors they are
half as long again as on an idle machine, although only the time on a processor is counted. So is the ratio of two threads
to one core: of four runs on an idle machine it is 0.52 to 0.58, beside other work up to 0.62, because two threads then
share what is left of two cores.

## What made batches use both cores

Documents of 2 ms each, one by one, cost a quarter more than in a loop: for each of them a thread was woken, the main
thread kept its books for 0.23 ms, and whatever else was on the machine had the caches meanwhile. They go to threads in
slices of 20 ms now, which takes the main thread's part to 0.08 ms. Two threads at once cost a quarter more until it was
found why: V8 lets old objects pile up in proportion to the memory a thread may use, and with 512 MB it collected all of
it so often that two threads took 0.64 to 0.76 of the time of one core. With 2 GB all threads together take what one
thread and its helpers take.

## Memory of operations in flight

Caches that have bounds (64 MB of programs, what was resolved for them, output buffers) are full after twenty thousand
operations. Collected after each ten thousand, 132.7 to 133.3 MB stay in use for as long as it goes on; the row shows what
each of four rounds adds on average. Collected by V8 when it likes, tables of weak references double their room once in
the first hundred thousand operations (134, then 158 MB); 230,000 more operations added 0.2 MB.

## What misses its goal, and what a profile says about it

- Compile, 500 nodes: no function takes more than a fifteenth. Emitting takes a seventh, as does collecting garbage,
  because every stage makes its own tree; parsing takes a ninth, canonical texts and their hashes a tenth, validating a
  twelfth, optimizing a fifteenth. Until lately a third of the time went into positions in the text, which were looked up
  for every slot that may be empty and is; nobody asks for a position now before there is something to tell, and a test
  counts the questions. With \`--max-semi-space-size=64\` the same code is a tenth faster.
- Recompile after one edit: nothing but walks over the whole document is left. An eighth is joining and hashing the
  canonical texts of the document and of the program, which everybody who shows a page asks for; a twentieth each is taking
  the ids of all nodes, so that none stands twice, and putting the kept parts of the program one after the other; a
  thirteenth is collecting garbage. A hash over hashes of parts would make it independent of the size, at the price of
  another hash for every program there is. Changing a container compiles all that is in it. On a machine that others keep
  busy it takes twice as long: 2,000 nodes with what was made of them do not fit a cache that is shared.
- Render beside the page by hand: an eighth is checking and projecting the data, the rest is spread over calls of linked
  functions, reads of properties by name and checks that only own properties are read; no function takes more than a tenth.
- Cost curve of rendering: running the program is linear (2.4, 8.5 and 77 µs at 100, 1,000 and 10,000 nodes, 1.07 × of a
  straight line). What bends is the one text: V8 gives a text above 128 KB memory of its own, fresh from the system each
  time. At 10,000 nodes (600 KB) that is 146 page faults and two thirds of the time; at 1,000 nodes there are none. The
  server sends pages above 64 KB with \`renderStream\`, which never holds such a text; its curve has rows of its own.
- Memory of a fresh engine: Node itself takes 42 MB. A start leaves room for 15 MB of young objects, which hosts give back
  when they are ready, and Node's TypeScript compiler would add 25 MB, which stays in a process of its own (decision 20).
  Of the rest 19 MB are JavaScript objects in use: sources, the code made of them and the shapes of what they declare. All
  libraries together are 12 MB, modules of the loader some 10, which one built file would save. A server holds 28 MB more
  for its routes, its database and its own pages, which it compiles at its start.
`;
