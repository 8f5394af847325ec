import { describe, expect, it } from 'vitest';
import type { Preview } from '#contract';
import { fitZoom, frameSize, previewOptions } from './preview-options.ts';
import { initialPreview, type PreviewAction, previewOf, reducePreview } from './preview-state.ts';

const page = { html: '<p>1', css: '', modifiers: [], programHash: 'p', bytes: 1 };
const good: Preview = {
  page,
  diagnostics: [],
  stages: [],
  fixtures: ['base'],
  locales: ['en', 'de'],
  uses: ['a/theme'],
};
const broken: Preview = { page: null, diagnostics: [], stages: [], fixtures: [], locales: [], uses: [] };

const rendered = (preview: Preview): PreviewAction => ({
  type: 'preview/rendered',
  path: 'a',
  preview,
  startedAt: null,
});
const following = (...actions: readonly PreviewAction[]) => actions.reduce(reducePreview, initialPreview);

describe('the preview', () => {
  it('keeps the last good picture and its choices while the text is broken', () => {
    const state = previewOf(following(rendered(good), rendered(broken)), 'a');
    expect(state).toMatchObject({ page, stale: true, fixtures: ['base'], locales: ['en', 'de'], uses: ['a/theme'] });
  });

  it('has no old picture where there never was a good one', () => {
    expect(previewOf(following(rendered(broken)), 'a')).toMatchObject({ page: null, stale: false });
  });

  it('is fresh again after the text was mended', () => {
    expect(previewOf(following(rendered(good), rendered(broken), rendered(good)), 'a').stale).toBe(false);
  });

  it('keeps the picture when the engine does not answer', () => {
    const failure = { code: 'engine/timeout', message: 'Too slow.' };
    const state = previewOf(following(rendered(good), { type: 'preview/failed', path: 'a', failure }), 'a');
    expect(state).toMatchObject({ page, stale: true, failure });
  });

  it('remembers the sample data per document, the rest for all', () => {
    const { view } = following(
      { type: 'preview/fixture', path: 'a', fixture: 'empty' },
      { type: 'preview/view', view: { locale: 'de' } },
    );
    expect(previewOptions(view, 'a')).toMatchObject({ fixture: 'empty', locale: 'de' });
    expect(previewOptions(view, 'b')).toMatchObject({ fixture: null, locale: 'de' });
  });
});

describe('the size of the page', () => {
  it('turns', () => {
    const { view } = initialPreview;
    expect(frameSize(view)).toEqual({ width: 1280, height: 800 });
    expect(frameSize({ ...view, rotated: true })).toEqual({ width: 800, height: 1280 });
  });

  it('fits by the tighter side and never grows', () => {
    expect(fitZoom({ width: 1000, height: 500 }, { width: 500, height: 500 })).toBe(0.5);
    expect(fitZoom({ width: 100, height: 100 }, { width: 500, height: 500 })).toBe(1);
    expect(fitZoom({ width: 1000, height: 500 }, { width: -10, height: 0 })).toBe(0.1);
  });
});
