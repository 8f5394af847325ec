import { useElementSize } from '@mantine/hooks';
import type { PreviewPage } from '#contract';
import { PreviewFrame } from '../preview/PreviewFrame.tsx';
import { fitZoom, frameSize, previewOptions } from '../preview/preview-options.ts';
import { previewOf } from '../preview/preview-state.ts';
import { useStudio } from '../state/StudioContext.tsx';
import { useReply } from '../state/use-reply.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Waiting } from '../ui/Waiting.tsx';

interface Props {
  readonly path: string;
  readonly before: string;
  /** A hash, or `draft`. */
  readonly after: string;
}

/** Two versions as live pages, looked at as the preview is set. */
export function ComparePages({ path, before, after }: Props) {
  const draft = useStudio(({ preview }) => previewOf(preview, path).page);
  return (
    <div className="compare-pages">
      <VersionPage path={path} hash={before} label="Older" />
      {after === 'draft' ? <Page page={draft} label="Draft" /> : <VersionPage path={path} hash={after} label="Newer" />}
    </div>
  );
}

interface VersionPageProps {
  readonly path: string;
  readonly hash: string;
  readonly label: string;
}

function VersionPage({ path, hash, label }: VersionPageProps) {
  const view = useStudio(({ preview }) => preview.view);
  const preview = useReply('preview.version', { hash, options: previewOptions(view, path) });
  if (preview.state === 'loading') return <Waiting what="Rendering" />;
  if (preview.state === 'failed') return <FailureNotice bar failure={preview.failure} onRetry={preview.retry} />;
  return <Page page={preview.value.page} label={label} />;
}

function Page({ page, label }: { readonly page: PreviewPage | null; readonly label: string }) {
  const view = useStudio(({ preview }) => preview.view);
  const { ref, width } = useElementSize();
  const size = frameSize(view);
  const zoom = fitZoom(size, { width: width - 32, height: Number.POSITIVE_INFINITY });
  return (
    <figure className="compare-page" ref={ref}>
      <figcaption>{label}</figcaption>
      {page ? (
        <PreviewFrame page={page} {...size} zoom={zoom} scheme={view.scheme} title={`${label} page`} />
      ) : (
        <p className="dim">This content cannot be rendered as sample data and theme are chosen now.</p>
      )}
    </figure>
  );
}
