/** What the figures say, and what a profile says about those that miss. */
export const findings = `### What misses its goal, and what a profile says about it

- **Cached page.** What Node takes to read a request and send bytes is the same on both sides. Beside it ours looks the
  answer up, takes a turn of the limit, writes a log line (8 % of its time), keeps metrics by method, endpoint and status
  (6 %), and has hooks that run when it was sent. The smaller the page, the more that weighs: it is about 20 µs, whatever
  is sent. Answering before Fastify's routing would save another tenth.
- **Orders, not cached.** A quarter of the time renders; the rest is spent around it: text to bytes 9 %, hash for the tag
  8 %, sending 9 %, collecting garbage 10 %, hooks, limits and metrics. Beside a service both wait for the same answers.
- **10,000 at once.** 5,000 of them wait for a service with all they bring; each request in flight takes about 40 KB beside
  its connection. The heap is bounded as in a container; what lies outside of it (sockets, buffers) is not.
- **Ten times the capacity.** Nobody gets anything but 200, 429 and 503, and the server is back at once. What is missing
  goes into refusals: some 2,000 a second at about 60 µs each, most of it reading requests.
- **Start and memory.** Sources are run as they are: 60 MB are pages of Node's own program, the rest modules. With what was
  compiled before (second start and later), on both cores and not on one, a start takes about 0.85 s. One bundled file
  started in 0.57 s and took 112 MB in a trial; it is not built yet.

### Rollbacks

\`node server/bench/rollbacks.ts 5 40\`, at a load of 5: 25 of 25 bad versions were taken back within 5 s of the first bad
answer (the slowest after 2.3 s, at most 27 bad answers each), and none of 40 good ones beside noisy services. The whole
row (100 and 200) did not come to its end in 15 minutes and has no figure.
`;
