import { expect, it } from 'vitest';
import { valueFrom } from '../testing/outcomes.ts';
import { sampleStudio } from '../testing/sample-studio.ts';

const path = 'orders.page.json';

it('says what a draft changes for others since the newest version, and what it needs to be called (V3)', async () => {
  const { studio, text } = await sampleStudio();
  const compare = async (draft: string) =>
    valueFrom(await studio.handlers['version.compatibility']({ path, before: null, after: null, text: draft }));
  const saved = text(path);
  expect(await compare(saved)).toBeNull();
  const version = valueFrom(await studio.handlers['version.save']({ path, text: saved, message: 'First' }));
  expect(await compare(saved)).toMatchObject({ bump: 'none', before: version.semver, changes: [] });
  const document = JSON.parse(saved);
  document.route = '/everything';
  const changed = await compare(JSON.stringify(document));
  expect(changed).toMatchObject({ bump: 'major', farEnough: false, holds: { backward: false } });
  expect(changed?.changes).toContainEqual(expect.objectContaining({ rule: 'route/changed', pointer: '/route' }));
  const two = valueFrom(
    await studio.handlers['version.compatibility']({ path, before: version.hash, after: version.hash, text: null }),
  );
  expect(two).toMatchObject({ bump: 'none' });
  const missing = await studio.handlers['version.compatibility']({
    path,
    before: 'sha256-x',
    after: null,
    text: saved,
  });
  expect(missing).toMatchObject({ ok: false, failure: { code: 'version/not-found' } });
}, 30_000);
