/** What the figures do not say by themselves. */
export const findings = `The sixty cases and Playwright Test run one after the other, each with two workers and two browsers of its own. A
picture costs 160 ms of processor time: 64 in the process of the browser (a navigation is 30 of them), 51 in that of the
page, 21 for drawing and packing, 18 here. Where scripts of the page have run it costs 230, because an empty page comes
in between.

False differences are counted over rounds that may have been shot at other times (\`--tally FILE\`), each by freshly
started browsers, every other one with all processors kept busy. A picture that was none is a page that did not stand
still within 30 seconds or a browser that ended: never a pass, but no difference either.
`;
