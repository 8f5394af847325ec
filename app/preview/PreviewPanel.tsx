import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { EyeOff, FileJson2, Loader } from 'lucide-react';
import type { DocumentKind } from '#engine';
import { countProblems, describeCounts } from '../editor/problems.ts';
import { entryOf } from '../state/project.ts';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { otherDrafts } from './other-drafts.ts';
import { PreviewFrame } from './PreviewFrame.tsx';
import { PreviewToolbar } from './PreviewToolbar.tsx';
import { fitZoom, frameSize } from './preview-options.ts';
import { type DocumentPreview, previewOf } from './preview-state.ts';

const margin = 24;

interface Props {
  /** Given where the panel lies over others and must be closed to get back. */
  readonly onClose?: () => void;
}

/** The active document as the engine renders it, at the chosen size. */
export function PreviewPanel({ onClose }: Props) {
  const { editing } = useDesk();
  const path = useStudio(({ documents }) => documents.active);
  const preview = useStudio(({ preview }) => previewOf(preview, path));
  const view = useStudio(({ preview }) => preview.view);
  const kind = useStudio(({ project }) => entryOf(project.project, path)?.kind ?? null);
  const unsaved = useStudio(({ project }) =>
    otherDrafts(project.project?.documents ?? [], { path, uses: preview.uses }),
  );
  const { ref, width, height } = useElementSize();
  const size = frameSize(view);
  const zoom =
    view.zoom === 'fit' ? fitZoom(size, { width: width - 2 * margin, height: height - 2 * margin }) : view.zoom;
  const problems = describeCounts(countProblems(preview.diagnostics));

  return (
    <section className="panel" aria-label="Preview" data-region="preview">
      <PreviewToolbar path={path} preview={preview} view={view} zoom={zoom} onClose={onClose} />
      {preview.failure && (
        <FailureNotice
          bar
          failure={preview.failure}
          onRetry={path === null ? undefined : () => editing.refresh(path)}
        />
      )}
      {preview.stale && !preview.failure && (
        <Notice
          bar
          tone="warning"
          actions={
            <Button size="compact-xs" variant="default" onClick={() => editing.revealProblem(1)}>
              Go to problem
            </Button>
          }
        >
          {problems}. This is the last picture that worked.
        </Notice>
      )}
      {unsaved && (
        <Notice bar tone="info">
          {unsaved}
        </Notice>
      )}
      <div className="preview-canvas" ref={ref}>
        {path === null ? (
          <EmptyState icon={FileJson2} title="No document open">
            Open a document and its page appears here, rendered by the engine that serves it in production.
          </EmptyState>
        ) : preview.page ? (
          <div className="preview-sheet" data-stale={preview.stale || undefined}>
            <PreviewFrame
              key={path}
              page={preview.page}
              {...size}
              zoom={zoom}
              scheme={view.scheme}
              modifiers={view.modifiers}
              direction={view.direction}
              title={`Preview of ${path}`}
              startedAt={preview.startedAt}
            />
          </div>
        ) : (
          !preview.failure && <NoPage preview={preview} kind={kind} />
        )}
      </div>
    </section>
  );
}

interface NoPageProps {
  readonly preview: DocumentPreview;
  readonly kind: DocumentKind | null;
}

/** Why there is no picture: problems, a document that has none of its own, or the engine is still at it. */
function NoPage({ preview, kind }: NoPageProps) {
  const { editing } = useDesk();
  const counts = countProblems(preview.diagnostics);
  if (counts.errors > 0) {
    return (
      <EmptyState
        icon={EyeOff}
        title="Nothing to show yet"
        actions={<Button onClick={() => editing.revealProblem(1)}>Go to the first problem</Button>}
      >
        {`${describeCounts(counts)}. The page appears as soon as the document has no errors.`}
      </EmptyState>
    );
  }
  if (preview.answered) {
    return (
      <EmptyState icon={EyeOff} title="No page of its own">
        {`A ${kind ?? 'document'} like this is seen in the pages that use it. Open one of them to see its effect.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Loader} title="Rendering">
      The engine is compiling this document.
    </EmptyState>
  );
}
