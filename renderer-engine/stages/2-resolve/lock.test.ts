import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import { type LockFile, lockText } from '../../document/lock-file.ts';
import type { SourceDocument } from '../../engine.ts';

const document = (kind: string, id: string, version: string, more: object): string =>
  JSON.stringify({ $schema: `https://schema-studio.dev/ui/1/${kind}.json`, kind, id, version, title: id, ...more });
const library = (id: string, version: string, uses: object = {}): string =>
  document('library', id, version, { uses, defs: { types: { Text: { type: 'string', title: version } } } });
const page = (id: string, uses: object): string =>
  document('page', id, '1.0.0', { uses, view: { id: 'root', type: 'Text', props: { text: 'Hi' } } });
const vendored = (...texts: readonly string[]): SourceDocument[] =>
  texts.map((text, at) => ({ text, file: `vendor/${at}.json`, from: 'vendor' }));

function project(own: readonly string[], others: readonly SourceDocument[], lock?: LockFile) {
  const roots: SourceDocument[] = own.map((text, at) => ({ text, file: `${at}.json` }));
  const all = [...roots, ...others];
  const engine = createEngine({
    documents: { find: (id) => all.filter(({ text }) => JSON.parse(text).id === id) },
    ...(lock && { lock }),
  });
  return {
    lock: () => engine.lock(roots),
    versions: () =>
      engine.compile(own[0]!, { file: '0.json' }).dependencies.map(({ id, version }) => `${id}@${version}`),
    codes: () => engine.compile(own[0]!, { file: '0.json' }).diagnostics.map(({ code }) => code),
  };
}

describe('the lock file (E3)', () => {
  const two = vendored(library('globex/types', '2.4.1'), library('globex/types', '2.5.0'));
  const root = page('acme/a', { types: 'globex/types@^2.0.0' });

  it('names what every reference stands for, with hashes of what is not the project', () => {
    const { lock, diagnostics } = project(
      [root, library('acme/own', '1.2.0'), page('acme/b', { own: 'acme/own@*' })],
      two,
    ).lock();
    expect(diagnostics).toEqual([]);
    expect(lock).toMatchObject({
      lock: 1,
      documents: {
        'acme/own@1': { version: '1.2.0', from: 'project' },
        'globex/types@2': { version: '2.5.0', from: 'vendor', hash: expect.stringMatching(/^sha256-.{43}$/) },
      },
    });
    expect(lock.documents['acme/own@1']).not.toHaveProperty('hash');
  });

  it('pins: a newer version changes nothing until it is asked for', () => {
    const { lock } = project([root], two.slice(0, 1)).lock();
    expect(project([root], two, lock).versions()).toEqual(['globex/types@2.4.1']);
    expect(project([root], two, lock).codes()).toEqual([]);
    expect(project([root], two, lock).lock().lock).toEqual(lock);
    expect(project([root], two).versions()).toEqual(['globex/types@2.5.0']);
  });

  it('gives way to a range that it does not fit, and says so', () => {
    const { lock } = project([root], two.slice(0, 1)).lock();
    const narrower = page('acme/a', { types: 'globex/types@^2.5.0' });
    expect(project([narrower], two, lock).versions()).toEqual(['globex/types@2.5.0']);
    expect(project([narrower], two, lock).codes()).toEqual(['UI3015']);
  });

  it('tells a document of others whose content is not what was locked', () => {
    const { lock } = project([root], two.slice(0, 1)).lock();
    const changed = vendored(document('library', 'globex/types', '2.4.1', { defs: { types: {} } }));
    expect(project([root], changed, lock).codes()).toEqual(['UI3014']);
  });

  it('lets a document of the project win over others, when it fits', () => {
    const own = library('globex/types', '2.1.0');
    expect(project([root, own], two).versions()).toEqual(['globex/types@2.1.0']);
    const newer = page('acme/a', { types: 'globex/types@^2.4.0' });
    expect(project([newer, own], two).versions()).toEqual(['globex/types@2.5.0']);
  });

  it('has one version per major for all who ask, and different majors side by side', () => {
    const three = [...two, ...vendored(library('globex/types', '3.0.0'))];
    const asked = [root, page('acme/b', { types: 'globex/types@~2.4.0' }), page('acme/c', { types: 'globex/types@3' })];
    const versions = Object.values(project(asked, three).lock().lock.documents).map(({ version }) => version);
    expect(versions).toEqual(['2.4.1', '3.0.0']);
  });

  it('lists everybody when no version suits them', () => {
    const asked = [page('acme/a', { types: 'globex/types@2.4.1' }), page('acme/b', { types: 'globex/types@2.5.0' })];
    const { diagnostics } = project(asked, two).lock();
    expect(diagnostics).toMatchObject([
      {
        code: 'UI3012',
        message: expect.stringMatching(/acme\/a@.*2\.4\.1.*acme\/b@.*2\.5\.0|acme\/b@.*2\.5\.0.*acme\/a@.*2\.4\.1/),
      },
    ]);
  });

  it('never takes a pre-release that nobody named', () => {
    const beta = [...two, ...vendored(library('globex/types', '2.6.0-beta.1'))];
    expect(project([root], beta).versions()).toEqual(['globex/types@2.5.0']);
    const named = page('acme/a', { types: 'globex/types@^2.6.0-beta.0' });
    expect(project([named], beta).versions()).toEqual(['globex/types@2.6.0-beta.1']);
  });

  it('is written in one order, whatever the order of what it was made from', () => {
    const asked = [
      root,
      page('acme/b', { x: 'acme/z@*', y: 'acme/y@*' }),
      library('acme/z', '1.0.0'),
      library('acme/y', '1.0.0'),
    ];
    const texts = [asked, [...asked].reverse()].map((own) => lockText(project(own, two).lock().lock));
    expect(texts[0]).toBe(texts[1]);
  });
});
