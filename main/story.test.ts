import { describe, expect, it } from 'vitest';
import type { Handlers, PreviewOptions, Version } from '#contract';
import { bundleHash } from '#engine';
import { asShown } from './as-shown.testing.ts';
import { failureFrom, valueFrom } from './testing/outcomes.ts';
import { productionServer } from './testing/production-server.ts';
import { type SampleStudio, sampleStudio } from './testing/sample-studio.ts';
import { sealedVersion } from './versions/sealed-version.ts';

const page = 'orders.page.json';
const viewport = 'mobile';
const options: PreviewOptions = { fixture: 'base', theme: null, locale: 'en', scheme: 'light' };

const save = async ({ studio, text }: SampleStudio, message: string, content = text(page)): Promise<Version> =>
  valueFrom(await studio.handlers['version.save']({ path: page, text: content, message }));

/** Runs the document's whole matrix, and accepts whatever waits. */
async function testAndAccept(sample: SampleStudio) {
  const run = await sample.runVisual(page);
  const keys = run.results.filter(({ decision }) => decision === 'pending').map((result) => result.case.key);
  if (keys.length === 0) return run;
  return valueFrom(
    await sample.studio.handlers['visual.decide']({ run: run.id, keys, decision: 'accepted', reason: '' }),
  );
}

const approve = (handlers: Handlers, hash: string) => handlers['review.approve']({ hash });
const publish = (handlers: Handlers, hash: string, dryRun = false) =>
  handlers['release.publish']({ hash, channel: 'production', dryRun });

describe('versions (V1, P1)', { timeout: 120_000 }, () => {
  it('are immutable, named by content, and remember what came before', async () => {
    const sample = await sampleStudio();
    const { handlers } = sample.studio;
    const first = await save(sample, 'first');
    expect(first).toMatchObject({ documentId: 'acme/orders', parent: null, state: 'draft', message: 'first' });
    expect(await save(sample, 'the same again')).toEqual(first);

    const edited = sample.text(page).replace('"version": "2.3.0"', '"version": "2.3.1"');
    const second = await save(sample, 'second', edited);
    expect(second).toMatchObject({ parent: first.hash, semver: '2.3.1' });
    expect(sample.text(page)).toBe(edited);
    const listed = valueFrom(await handlers['version.list']({ path: page }));
    expect(listed.map(({ hash }) => hash)).toEqual([second.hash, first.hash]);
    expect(valueFrom(await handlers['version.read']({ hash: second.hash })).text).toBe(edited);
    const shown = valueFrom(await handlers['preview.version']({ hash: first.hash, options }));
    expect(shown.page?.programHash).toBe(first.programHash);
    expect(failureFrom(await handlers['version.read']({ hash: 'sha256-none' })).code).toBe('version/not-found');
  });

  it('hold everything they pull in: a change of the theme is another version of the page', async () => {
    const sample = await sampleStudio();
    const first = await save(sample, 'first');
    const sealed = sealedVersion(sample.studio.project()!.store, first.hash);
    expect(sealed?.bundle.documents.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'acme/orders',
        'acme/layouts/admin',
        'acme/order-types',
        'acme/status-badge',
        'acme/theme',
      ]),
    );
    expect(bundleHash(sealed!.bundle)).toBe(first.hash);
    sample.write(
      'acme.theme.json',
      sample.text('acme.theme.json').replace('"title":', '"description": "Changed.", "title":'),
    );
    await sample.studio.project()?.reload([]);
    expect((await save(sample, 'new theme')).hash).not.toBe(first.hash);
  });

  it('are not saved without words, with problems, or over what others wrote', async () => {
    const sample = await sampleStudio();
    const { handlers } = sample.studio;
    const text = sample.text(page);
    expect(failureFrom(await handlers['version.save']({ path: page, text, message: ' ' })).code).toBe(
      'version/no-message',
    );
    const broken = failureFrom(await handlers['version.save']({ path: page, text: '{', message: 'm' }));
    expect(broken).toMatchObject({ code: 'version/has-problems', message: expect.stringContaining('Line 1') });
    expect(sample.text(page)).toBe(text);

    const { fileHash } = valueFrom(await handlers['document.open']({ path: page }));
    const mine = text.replace('"Orders"', '"My orders"');
    valueFrom(await handlers['document.journal']({ path: page, text: mine, fileHash }));
    sample.write(page, text.replace('"Orders"', '"Their orders"'));
    expect(failureFrom(await handlers['version.save']({ path: page, text: mine, message: 'm' })).code).toBe(
      'document/changed-outside',
    );
    expect(sample.text(page)).toContain('Their orders');

    // An editor without a draft says which file it shows; the watcher may not have told it of the newer one yet.
    valueFrom(await handlers['document.revert']({ path: page }));
    expect(failureFrom(await handlers['version.save']({ path: page, text, message: 'm', fileHash })).code).toBe(
      'document/changed-outside',
    );
    expect(sample.text(page)).toContain('Their orders');
  });

  it('can be compared as pictures', async () => {
    const sample = await sampleStudio();
    const first = await save(sample, 'first');
    const second = await save(
      sample,
      'second',
      sample
        .text(page)
        .replace('"title": "Orders"', '"title": "All our orders"')
        .replaceAll('"en": { "title": "Orders"', '"en": { "title": "All our orders"'),
    );
    const compare = (before: string, after: string) =>
      sample.studio.handlers['version.compare']({ before, after, viewport, fixture: 'base' });
    const same = valueFrom(await compare(first.hash, first.hash));
    expect(same).toMatchObject({ difference: null, changedPixels: 0, width: 390 });
    expect(sample.studio.picture(same.before)?.subarray(1, 4)).toEqual(Buffer.from('PNG'));
    valueFrom(await compare(first.hash, second.hash));
    expect(failureFrom(await compare(first.hash, 'none')).code).toBe('version/not-found');
  });
});

describe('the way of a page from its author to its readers', () => {
  it('is: version, visual test, approval, publication', { timeout: 400_000 }, async () => {
    const server = await productionServer();
    const sample = await sampleStudio();
    const { handlers } = sample.studio;
    const version = await save(sample, 'first');
    const { hash } = version;

    expect(failureFrom(await publish(handlers, hash)).code).toBe('release/not-approved');
    expect(failureFrom(await approve(handlers, hash)).code).toBe('review/visual-missing');
    await sample.runVisual(page, [viewport]);
    expect(failureFrom(await approve(handlers, hash)).code).toBe('review/visual-missing');

    const created = await sample.runVisual(page);
    expect(created).toMatchObject({ state: 'finished', verdict: 'undecided', contentHash: hash });
    expect(created.results.map(({ verdict }) => verdict)).toEqual(created.results.map(() => 'created'));
    expect(failureFrom(await approve(handlers, hash)).code).toBe('review/visual-pending');
    expect((await testAndAccept(sample)).verdict).toBe('passed');
    expect(await sample.runVisual(page)).toMatchObject({ verdict: 'passed' });

    expect(failureFrom(await publish(handlers, hash)).code).toBe('release/not-approved');
    const approved = valueFrom(await approve(handlers, hash));
    expect(approved).toMatchObject({ state: 'approved', approval: { by: expect.any(String) } });
    expect(valueFrom(await approve(handlers, hash))).toEqual(approved);

    expect(failureFrom(await publish(handlers, hash)).code).toBe('release/not-configured');
    expect(failureFrom(await handlers['server.status']({})).code).toBe('release/not-configured');
    const refused = await handlers['server.connect']({ url: server.url, token: 'wrong-token-wrong-token-wrong-token' });
    expect(failureFrom(refused).code).toBe('release/unauthorized');
    const connected = valueFrom(await handlers['server.connect']({ url: server.url, token: server.token }));
    expect(connected).toMatchObject({ hasToken: true, keyRegistered: true, live: [] });

    valueFrom(await publish(handlers, hash, true));
    expect(valueFrom(await handlers['server.status']({})).live).toEqual([]);
    const live = valueFrom(await publish(handlers, hash));
    expect(live).toMatchObject({ documentId: 'acme/orders', versionHash: hash, channel: 'production' });
    expect(valueFrom(await publish(handlers, hash)).versionHash).toBe(hash);
    expect(valueFrom(await handlers['server.status']({}))).toMatchObject({
      reachable: true,
      problem: null,
      live: [{ versionHash: hash }],
    });
    expect(valueFrom(await handlers['version.list']({ path: page }))[0]?.state).toBe('released');

    // The version alone, as it is on a server that has no other page to link to.
    const shown = valueFrom(await handlers['preview.version']({ hash, options }));
    const served = await fetch(`${live.url}?_fixture=base&_locale=en`);
    expect(served.status).toBe(200);
    expect(asShown(await served.text()) === shown.page?.html).toBe(true);

    sample.write(page, sample.text(page).replace('"version": "2.3.0"', '"version": "2.4.0"'));
    expect(failureFrom(await publish(handlers, hash)).code).toBe('release/changed');
    const next = await save(sample, 'next');
    expect(failureFrom(await approve(handlers, next.hash)).code).toBe('review/visual-missing');
    await testAndAccept(sample);
    valueFrom(await approve(handlers, next.hash));
    await server.stop();
    expect(failureFrom(await publish(handlers, next.hash)).code).toBe('release/server-unreachable');
    const down = valueFrom(await handlers['server.status']({}));
    expect(down).toMatchObject({ reachable: false, problem: expect.stringContaining('cannot be reached') });
  });

  it('stops at a rejected picture', { timeout: 300_000 }, async () => {
    const sample = await sampleStudio();
    const { handlers } = sample.studio;
    const { hash } = await save(sample, 'first');
    const run = await sample.runVisual(page);
    const keys = run.results.map((result) => result.case.key);
    valueFrom(
      await handlers['visual.decide']({
        run: run.id,
        keys: keys.slice(0, 1),
        decision: 'rejected',
        reason: 'The header is cut.',
      }),
    );
    expect(failureFrom(await approve(handlers, hash)).code).toBe('review/visual-failed');
    valueFrom(await handlers['visual.undo']({ run: run.id, keys: keys.slice(0, 1) }));
    expect(failureFrom(await approve(handlers, hash)).code).toBe('review/visual-pending');
  });

  it('can be broken off, and only one test runs at a time', { timeout: 180_000 }, async () => {
    const sample = await sampleStudio();
    const { handlers } = sample.studio;
    const request = { path: page, text: sample.text(page) };
    const started = valueFrom(await handlers['visual.run'](request));
    expect(failureFrom(await handlers['visual.run'](request)).code).toBe('visual/busy');
    const cancelled = valueFrom(await handlers['visual.cancel']({ run: started.id }));
    expect(cancelled).toMatchObject({ state: 'cancelled', verdict: 'failed' });
    expect(valueFrom(await handlers['visual.runs']({ path: page })).map(({ id }) => id)).toEqual([started.id]);
    expect(failureFrom(await handlers['visual.run']({ path: page, text: '{' })).code).toBe('visual/has-problems');
  });
});
