import { Select } from '@mantine/core';
import { Camera } from 'lucide-react';
import { useState } from 'react';
import { previewOf } from '../preview/preview-state.ts';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import { useReply } from '../state/use-reply.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { PictureViewer } from '../visual/PictureViewer.tsx';

interface Props {
  readonly path: string;
  readonly before: string;
  /** A hash, or `draft`. */
  readonly after: string;
}

/** Two versions as pictures of their pages, taken by the browser that runs the visual tests. */
export function ComparePictures({ path, before, after }: Props) {
  const dispatch = useDispatch();
  const viewports = useStudio(({ project }) => project.project?.viewports ?? none);
  const { fixtures } = useStudio(({ preview }) => previewOf(preview, path));
  const look = useStudio(({ visual }) => visual.look);
  const [viewport, setViewport] = useState('desktop');
  const [fixture, setFixture] = useState<string | null>(null);
  const chosen = fixture ?? fixtures[0] ?? null;
  const pictures = useReply('version.compare', after === 'draft' ? null : { before, after, viewport, fixture: chosen });

  if (after === 'draft') {
    return (
      <EmptyState icon={Camera} title="Drafts have no pictures">
        Save a version to compare it as pictures. The live pages show the draft as it is now.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="compare-options">
        <Select
          aria-label="Viewport"
          w={140}
          value={viewport}
          data={viewports.map(({ name }) => name)}
          onChange={(value) => value && setViewport(value)}
        />
        {fixtures.length > 0 && (
          <Select aria-label="Sample data" w={140} value={chosen} data={[...fixtures]} onChange={setFixture} />
        )}
        {pictures.state === 'loaded' && (
          <span className="dim" role="status">
            {pictures.value.changedPixels === 0
              ? 'Not a single pixel differs.'
              : `${pictures.value.changedPixels.toLocaleString('en')} pixels differ.`}
          </span>
        )}
      </div>
      {pictures.state === 'loading' && <Waiting what="Taking pictures of both versions" />}
      {pictures.state === 'failed' && (
        <div className="compare-failure">
          <FailureNotice failure={pictures.failure} onRetry={pictures.retry} />
        </div>
      )}
      {pictures.state === 'loaded' && (
        <PictureViewer
          {...pictures.value}
          labels={{ before: 'Older', after: 'Newer' }}
          look={look}
          onLook={(next) => dispatch({ type: 'visual/look', look: next })}
        />
      )}
    </>
  );
}

const none: readonly { readonly name: string }[] = [];
