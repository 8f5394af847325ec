/**
 * What is heard of a page. Addresses are none of it: they stand in the snapshot of a browser, and hold the hash of the
 * document, so that every edit would sound like a change everywhere.
 */
export const withoutAddresses = (aria: string): string =>
  aria
    .split('\n')
    .filter((line) => !/^\s*- \/url:/.test(line))
    .join('\n');
