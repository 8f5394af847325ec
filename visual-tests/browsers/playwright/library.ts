import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Playwright, loaded when a browser is looked for: that takes a quarter of a second, which most commands never need. */
export const playwright = (): typeof import('playwright-core') => require('playwright-core');
