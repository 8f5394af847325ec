import type { About, BrowserStatus, DocumentEntry, Failure, Project, Settings } from '#contract';
import type { StudioAction } from './studio.ts';

/** What the host told about itself and the project. */
export interface ProjectState {
  readonly project: Project | null;
  /** Why there is no project. */
  readonly failure: Failure | null;
  readonly about: About | null;
  readonly settings: Settings;
  /** Null until the host has looked. */
  readonly browsers: readonly BrowserStatus[] | null;
  /** Recovered drafts were seen by the person. */
  readonly recoveryDismissed: boolean;
}

export type ProjectAction =
  | { readonly type: 'project/loaded'; readonly project: Project }
  | { readonly type: 'project/failed'; readonly failure: Failure }
  | { readonly type: 'project/about'; readonly about: About }
  | { readonly type: 'project/settings'; readonly settings: Settings }
  | { readonly type: 'project/browsers'; readonly browsers: readonly BrowserStatus[] | null }
  | { readonly type: 'project/recovery-dismissed' };

export const initialProject: ProjectState = {
  project: null,
  failure: null,
  about: null,
  settings: { author: '', appearance: 'system', rows: 'dense' },
  browsers: null,
  recoveryDismissed: false,
};

export function reduceProject(state: ProjectState, action: StudioAction): ProjectState {
  switch (action.type) {
    case 'project/loaded': {
      const sameFolder = state.project?.folder === action.project.folder;
      return {
        ...state,
        project: action.project,
        failure: null,
        recoveryDismissed: sameFolder && state.recoveryDismissed,
      };
    }
    case 'project/failed':
      return { ...state, failure: action.failure };
    case 'project/about':
      return { ...state, about: action.about };
    case 'project/settings':
      return { ...state, settings: action.settings };
    case 'project/browsers':
      return { ...state, browsers: action.browsers };
    case 'project/recovery-dismissed':
      return { ...state, recoveryDismissed: true };
    default:
      return state;
  }
}

/** The explorer's entry of a path; null when the project does not list it. */
export const entryOf = (project: Project | null, path: string | null): DocumentEntry | null =>
  project?.documents.find((entry) => entry.path === path) ?? null;
