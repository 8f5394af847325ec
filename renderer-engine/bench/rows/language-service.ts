import {
  colorsIn,
  complete,
  definitionsAt,
  hover,
  type LanguageProject,
  referencesAt,
  rename,
  semanticTokens,
  viewOf,
} from '../../language-service/index.ts';
import { largePage } from '../../samples/large-page.ts';
import { measure, median, processorTime } from '../measure.ts';
import { figure, type Row } from '../row.ts';

const path = 'bench/large.page.json';
const rounds = 40;

/** What an editor asks about a document of 2,000 nodes: warm, and right behind a keystroke. */
export async function rows(): Promise<readonly Row[]> {
  const text = JSON.stringify(largePage(2_000), null, 2);
  const inData = text.indexOf('data.shop.name', text.length >> 1) + 'data.shop.'.length;
  const inType = text.indexOf('"type": "', text.length >> 1) + '"type": "'.length;
  const inId = text.indexOf('"id": "', text.length >> 1) + '"id": "'.length;
  const own = { path, text };
  const view = viewOf(projectOf(own), own);
  if (complete(view, inData).length !== 2) throw new Error('The data of the page has two fields.');
  const warm = {
    'complete a data path': () => complete(view, inData),
    'complete a type': () => complete(view, inType),
    hover: () => hover(view, inType + 1),
    definition: () => definitionsAt(view, inData),
    references: () => referencesAt(view, inId + 1),
    rename: () => rename(view, inId + 1, 'other'),
    'color words': () => semanticTokens(view.text),
    colors: () => colorsIn(view),
  };
  const times = await measure(warm, { rounds: 11, milliseconds: 100 });
  const asked = Object.entries(times).map(([name, time]) =>
    figure(`language service, 2,000 nodes: ${name}`, 'ms', time, { must: 20 }),
  );
  let round = 0;
  const typed = timeOf(() => {
    const next = {
      path,
      text: text.slice(0, inData) + 'n'.repeat(++round % 4) + text.slice(inData) + ' '.repeat(round),
    };
    complete(viewOf(projectOf(next), next), inData);
  });
  return [...asked, figure('language service, 2,000 nodes: complete behind a keystroke', 'ms', typed)];
}

const projectOf = (own: { readonly path: string; readonly text: string }): LanguageProject => ({
  texts: () => [own],
  documents: { find: () => [] },
  settings: {},
  manifests: {},
});

function timeOf(ask: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = processorTime();
    ask();
    return processorTime() - start;
  });
  return median(times.slice(rounds / 4));
}
