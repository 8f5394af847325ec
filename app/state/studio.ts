import { type Documents, type DocumentsAction, initialDocuments, reduceDocuments } from '../editor/documents.ts';
import {
  initialPerformance,
  type PerformanceAction,
  type PerformanceState,
  reducePerformance,
} from '../performance/performance-state.ts';
import { initialPreview, type PreviewAction, type PreviewState, reducePreview } from '../preview/preview-state.ts';
import {
  initialRegistry,
  type RegistryAction,
  type RegistryState,
  reduceRegistry,
} from '../registry/registry-state.ts';
import { initialRelease, type ReleaseAction, type ReleaseState, reduceRelease } from '../release/release-state.ts';
import { initialLayout, type Layout, type LayoutAction, reduceLayout } from '../shell/layout.ts';
import { type Histories, type HistoryAction, reduceHistories } from '../versions/history.ts';
import { initialVisual, reduceVisual, type VisualAction, type VisualState } from '../visual/runs.ts';
import { initialProject, type ProjectAction, type ProjectState, reduceProject } from './project.ts';

/** Everything the window shows, one part per feature. Texts being edited live in the editor's models. */
export interface Studio {
  readonly layout: Layout;
  readonly project: ProjectState;
  readonly documents: Documents;
  readonly preview: PreviewState;
  readonly histories: Histories;
  readonly visual: VisualState;
  readonly release: ReleaseState;
  readonly registry: RegistryState;
  readonly performance: PerformanceState;
}

export type StudioAction =
  | LayoutAction
  | ProjectAction
  | DocumentsAction
  | PreviewAction
  | HistoryAction
  | VisualAction
  | ReleaseAction
  | RegistryAction
  | PerformanceAction;

export const initialStudio: Studio = {
  layout: initialLayout,
  project: initialProject,
  documents: initialDocuments,
  preview: initialPreview,
  histories: {},
  visual: initialVisual,
  release: initialRelease,
  registry: initialRegistry,
  performance: initialPerformance,
};

/** Every part sees every action and takes what concerns it. */
export const reduceStudio = (studio: Studio, action: StudioAction): Studio => ({
  layout: reduceLayout(studio.layout, action),
  project: reduceProject(studio.project, action),
  documents: reduceDocuments(studio.documents, action),
  preview: reducePreview(studio.preview, action),
  histories: reduceHistories(studio.histories, action),
  visual: reduceVisual(studio.visual, action),
  release: reduceRelease(studio.release, action),
  registry: reduceRegistry(studio.registry, action),
  performance: reducePerformance(studio.performance, action),
});
