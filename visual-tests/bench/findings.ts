/** What the figures do not say by themselves. */
export const findings = `The sixty cases and Playwright Test run one after the other, each with two workers and two browsers of its own. Of a
picture that costs 230 ms of processor time with a fresh context, 72 are the context. Without it, with one empty page in
between where scripts have run, and with nodes and words read again only where something may have changed, 160 are left:
64 in the process of the browser (a navigation is 30 of them), 51 in that of the page, 21 for drawing and packing, 18
here.

False differences are counted over rounds that may have been shot at other times (\`--tally FILE\`), each by freshly
started browsers, every other one with all processors kept busy. A picture that was none is a page that did not stand
still within 30 seconds or a browser that ended: never a pass, but no difference either.
`;
