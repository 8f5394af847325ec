import { Select } from '@mantine/core';
import { Moon, RotateCw, Sun, X, ZoomIn, ZoomOut } from 'lucide-react';
import type { ThemeModifier } from '#engine';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { LooksMenu } from './LooksMenu.tsx';
import type { DocumentPreview, PreviewView } from './preview-state.ts';
import { ViewportPicker } from './ViewportPicker.tsx';

interface Props {
  readonly path: string | null;
  readonly preview: DocumentPreview;
  readonly view: PreviewView;
  /** The zoom in effect, also when it is to fit. */
  readonly zoom: number;
  readonly onClose?: (() => void) | undefined;
}

const unnamed = '(project)';

/** How the page is looked at: size, zoom, theme, locale, sample data, scheme. */
export function PreviewToolbar({ path, preview, view, zoom, onClose }: Props) {
  const dispatch = useDispatch();
  const themes = useStudio(({ project }) => project.project?.themes ?? none);
  const locales = preview.locales.length > 0 ? preview.locales : none;
  const fixture = path === null ? null : (view.fixtures[path] ?? preview.fixtures[0] ?? null);
  const setZoom = (next: number) =>
    dispatch({ type: 'preview/view', view: { zoom: Math.min(4, Math.max(0.1, Math.round(next * 20) / 20)) } });

  return (
    <div className="preview-toolbar" role="toolbar" aria-label="Preview settings">
      <ViewportPicker view={view} />
      <IconAction
        icon={RotateCw}
        label="Rotate"
        pressed={view.rotated}
        onClick={() => dispatch({ type: 'preview/view', view: { rotated: !view.rotated } })}
      />
      <Select
        aria-label="Sample data"
        title="Sample data"
        w={100}
        value={fixture}
        placeholder="No data"
        disabled={preview.fixtures.length === 0}
        data={[...preview.fixtures]}
        onChange={(value) => path !== null && value && dispatch({ type: 'preview/fixture', path, fixture: value })}
      />
      <Select
        aria-label="Theme"
        title="Theme"
        w={122}
        value={view.theme ?? unnamed}
        data={[{ value: unnamed, label: 'Project theme' }, ...themes]}
        onChange={(value) => dispatch({ type: 'preview/view', view: { theme: value === unnamed ? null : value } })}
      />
      <Select
        aria-label="Locale"
        title="Locale"
        w={64}
        value={view.locale ?? locales[0] ?? null}
        placeholder="en"
        disabled={locales.length < 2}
        data={[...locales]}
        onChange={(value) => dispatch({ type: 'preview/view', view: { locale: value } })}
      />
      <IconAction
        icon={view.scheme === 'dark' ? Moon : Sun}
        label={view.scheme === 'dark' ? 'Dark page: switch to light' : 'Light page: switch to dark'}
        onClick={() => dispatch({ type: 'preview/view', view: { scheme: view.scheme === 'dark' ? 'light' : 'dark' } })}
      />
      <LooksMenu view={view} modifiers={preview.page?.modifiers ?? noModifiers} />
      <span className="preview-zoom">
        <IconAction icon={ZoomOut} label="Zoom out" onClick={() => setZoom(zoom - 0.1)} />
        <button
          type="button"
          className="preview-zoom-value"
          aria-label={view.zoom === 'fit' ? 'Zoom is to fit; show at 100 percent' : 'Zoom to fit'}
          title={view.zoom === 'fit' ? 'Fits the panel. Click for 100 %' : 'Click to fit the panel'}
          onClick={() => dispatch({ type: 'preview/view', view: { zoom: view.zoom === 'fit' ? 1 : 'fit' } })}
        >
          {view.zoom === 'fit' ? 'Fit' : `${Math.round(zoom * 100)} %`}
        </button>
        <IconAction icon={ZoomIn} label="Zoom in" onClick={() => setZoom(zoom + 0.1)} />
        {onClose && <IconAction icon={X} label="Close the preview" keys="mod+J" onClick={onClose} />}
      </span>
    </div>
  );
}

const none: readonly string[] = [];
const noModifiers: readonly ThemeModifier[] = [];
