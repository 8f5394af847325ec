import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { differencesOf, type VisualRun } from '#contract';
import { smallPage } from '../testing/command.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { sampleStudio } from '../testing/sample-studio.ts';

const path = 'hello.page.json';
/** A page with a heading and a link, and a case that expects the heading and its HTML to stay as they are. */
function page(text: string, href = '/a'): string {
  const document = JSON.parse(smallPage(text));
  document.view.children.push({ id: 'away', type: 'Link', props: { text: 'Away', to: href } });
  document.tests.cases = [
    { id: 'base', fixture: 'base', expect: [{ text: 'title', equals: 'Hello' }, { html: 'snapshot' }] },
  ];
  return JSON.stringify(document);
}

async function project() {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'studio.json'), '{ "name": "Demo", "namespace": "demo" }');
  writeFileSync(join(folder, path), page('Hello'));
  const { studio } = await sampleStudio({ project: folder });
  const { handlers } = studio;
  const run = async (text: string): Promise<VisualRun> => {
    const ended = Promise.withResolvers<VisualRun>();
    const stop = studio.on('visual.progress', ({ run }) => run.state !== 'running' && ended.resolve(run));
    valueFrom(await handlers['visual.run']({ path, text }));
    return ended.promise.finally(stop);
  };
  const say = async ({ id, results }: VisualRun, decision: 'accepted' | 'rejected', reason = '') =>
    valueFrom(await handlers['visual.decide']({ run: id, keys: results.map((one) => one.case.key), decision, reason }));
  const blob = async (hash: string | null | undefined) =>
    valueFrom(await handlers['visual.blob']({ hash: hash! })).text;
  return { run, say, blob };
}

it('HTML is kept with its picture, compared, and accepted with it; what is expected never is (T1)', {
  timeout: 120_000,
}, async () => {
  const { run, say, blob } = await project();
  const first = await run(page('Hello'));
  expect(first.results[0]).toMatchObject({ verdict: 'created', broken: [], baselineHtml: null });
  expect(await blob(first.results[0]?.html)).toContain('<h1 class="ui-heading">Hello</h1>');
  await say(first, 'accepted');
  expect((await run(page('Hello'))).results[0]).toMatchObject({ verdict: 'passed', skipped: true });

  // Nobody sees or hears where a link leads.
  const led = await run(page('Hello', '/b'));
  const [other] = led.results;
  expect(other).toMatchObject({ verdict: 'failed', changedPixels: 0, baselineHtml: first.results[0]?.html });
  expect(differencesOf(other!)).toEqual(['html']);
  expect(other?.message).toMatch(
    /^Its HTML differs from the accepted one in one line, first in line \d+: `<a .*href="\/a".*` is `<a .*href="\/b".*` now\.$/,
  );
  expect(outcomeOf(await say(led, 'accepted'))).toBe('passed');
  expect((await run(page('Hello', '/b'))).results[0]).toMatchObject({ verdict: 'passed', skipped: true });

  const wrong = await run(page('Goodbye', '/b'));
  expect(wrong.results[0]).toMatchObject({
    verdict: 'failed',
    broken: [{ node: 'title', message: 'Expected "title" to say "Hello", but it says "Goodbye".' }],
  });
  expect(outcomeOf(await say(wrong, 'accepted'))).toBe('failed');
  // The picture is the accepted one now, and the case is as wrong as before.
  const still = await run(page('Goodbye', '/b'));
  expect(still).toMatchObject({
    verdict: 'failed',
    results: [{ verdict: 'failed', changedPixels: 0, skipped: false }],
  });
  expect(differencesOf(still.results[0]!)).toEqual(['expected']);
});

it('a page over its budget fails, says by how much, and is not accepted away (T1)', { timeout: 180_000 }, async () => {
  const { run, say } = await project();
  const budgeted = (budgets: object) => {
    const document = JSON.parse(page('Hello'));
    document.tests.budgets = budgets;
    return JSON.stringify(document);
  };
  const first = await run(budgeted({ htmlBytes: 20_000, cssBytes: 60_000, nodes: 3, steps: 100 }));
  expect(first.results).toMatchObject([{ verdict: 'created', broken: [] }]);
  await say(first, 'accepted');
  const over = await run(budgeted({ htmlBytes: 100, nodes: 2 }));
  expect(over.results).toMatchObject([{ verdict: 'failed', changedPixels: 0, skipped: false }]);
  expect(over.results[0]?.broken.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The page has [\d,]{3,6} bytes of HTML; its budget is 100\.$/),
    'The page has 3 nodes; its budget is 2.',
  ]);
  expect(outcomeOf(await say(over, 'accepted'))).toBe('failed');
});

it('a picture that differs beside a new mask is not heard differently because of the mask (T3, T7)', {
  timeout: 120_000,
}, async () => {
  const { run, say } = await project();
  const text = (underline: string, masks: readonly object[]) => {
    const { view, tests, ...document } = JSON.parse(page('Hello'));
    view.children[1].props.underline = underline;
    return JSON.stringify({ ...document, view, tests: { ...tests, masks, cases: [{ id: 'base', fixture: 'base' }] } });
  };
  const first = await run(text('always', []));
  await say(first, 'accepted');
  const { results } = await run(text('none', [{ node: 'title', reason: 'It is another one every day.' }]));
  const [result] = results;
  expect(result).toMatchObject({ verdict: 'failed', heardDifferently: false });
  expect(result?.aria).not.toBe(result?.baselineAria);
  expect(differencesOf(result!)).toEqual(['pixels']);
});

const outcomeOf = ({ verdict }: VisualRun) => verdict;
