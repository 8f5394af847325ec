import { fail, type Handlers } from '#contract';
import type { InProject } from '../in-project.ts';
import { sealedVersion } from '../versions/sealed-version.ts';

type PreviewHandlers = Pick<Handlers, 'preview.render' | 'preview.gallery' | 'preview.version'>;

export const previewHandlers = (inProject: InProject): PreviewHandlers => ({
  'preview.render': inProject<'preview.render'>(({ engine }, request) => engine.preview(request)),
  'preview.gallery': inProject<'preview.gallery'>(({ engine }, request) => engine.ask('gallery', request)),
  'preview.version': inProject<'preview.version'>(async ({ engine, store }, { hash, options }) => {
    const sealed = sealedVersion(store, hash);
    return sealed
      ? engine.ask('preview-sealed', { sealed, options })
      : fail('version/not-found', 'This version is not stored in the project.');
  }),
});
