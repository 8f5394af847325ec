import { readFile } from 'node:fs/promises';
import { late, zooPage } from './zoo-page.ts';

const inter = async () => ({
  type: 'font/woff2',
  bytes: await readFile(new URL('../../../assets/fonts/inter-var.woff2', import.meta.url)),
});
const face = (display: string) =>
  `@font-face { font-family: "Late"; src: url("/inter.woff2"); font-display: ${display} } .late { font-family: "Late", serif }`;

/** Letters that come later than their words. */
export const fonts = [
  zooPage({
    name: 'font-swapped',
    trap: 'Words are shown in another font until their own has come, and take other room then.',
    body: '<p data-ui-node="trap" class="late">The quick brown fox jumps over the lazy dog.</p>',
    css: face('swap'),
    files: { '/inter.woff2': async () => late(180, await inter())() },
  }),
  zooPage({
    name: 'font-optional',
    trap: 'A font that may be left out is there on a fast machine only.',
    body: '<p data-ui-node="trap" class="late">The quick brown fox jumps over the lazy dog.</p>',
    css: face('block'),
    files: { '/inter.woff2': inter },
  }),
  zooPage({
    name: 'font-by-script',
    trap: 'A script loads a font after the page, and changes the words to it.',
    body: '<p data-ui-node="trap" id="words">The quick brown fox jumps over the lazy dog.</p>',
    script:
      'const f = new FontFace("Own", "url(/inter.woff2)"); f.load().then(() => { document.fonts.add(f); words.style.fontFamily = "Own" })',
    files: { '/inter.woff2': async () => late(120, await inter())() },
  }),
  zooPage({
    name: 'font-missing',
    trap: 'A font that is not there is waited for by some, and not by others.',
    body: '<p data-ui-node="trap" class="late">The quick brown fox jumps over the lazy dog.</p>',
    css: face('block'),
  }),
];
