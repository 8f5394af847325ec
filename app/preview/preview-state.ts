import type { Failure, Preview, PreviewPage } from '#contract';
import type { Diagnostic, StageReport } from '#engine';
import type { StudioAction } from '../state/studio.ts';

/** What the engine last said about one document. */
export interface DocumentPreview {
  readonly page: PreviewPage | null;
  /** The engine has answered at least once. */
  readonly answered: boolean;
  /** `page` is of an earlier text, because the newest one has errors. */
  readonly stale: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly stages: readonly StageReport[];
  readonly fixtures: readonly string[];
  readonly locales: readonly string[];
  /** Ids of the other documents `page` is made from. */
  readonly uses: readonly string[];
  /** Why there is no answer for the newest text. */
  readonly failure: Failure | null;
  /** `performance.now()` of the key press that led here; null when no key did. */
  readonly startedAt: number | null;
}

export type Zoom = 'fit' | number;

/** How pages are looked at. One choice for all documents, except the fixture. */
export interface PreviewView {
  readonly viewport: { readonly name: string; readonly width: number; readonly height: number };
  readonly rotated: boolean;
  readonly zoom: Zoom;
  readonly scheme: 'light' | 'dark';
  /** Other choices of what themes vary: modifier → context. Those a theme does not know are left alone. */
  readonly modifiers: Readonly<Record<string, string>>;
  /** Null: that of the locale. */
  readonly direction: 'ltr' | 'rtl' | null;
  readonly theme: string | null;
  readonly locale: string | null;
  readonly fixtures: Readonly<Record<string, string>>;
}

export interface PreviewState {
  readonly documents: Readonly<Record<string, DocumentPreview>>;
  readonly view: PreviewView;
}

export type PreviewAction =
  | {
      readonly type: 'preview/rendered';
      readonly path: string;
      readonly preview: Preview;
      readonly startedAt: number | null;
    }
  | { readonly type: 'preview/failed'; readonly path: string; readonly failure: Failure }
  | { readonly type: 'preview/view'; readonly view: Partial<Omit<PreviewView, 'fixtures'>> }
  | { readonly type: 'preview/fixture'; readonly path: string; readonly fixture: string };

export const initialPreview: PreviewState = {
  documents: {},
  view: {
    viewport: { name: 'desktop', width: 1280, height: 800 },
    rotated: false,
    zoom: 'fit',
    scheme: 'light',
    modifiers: {},
    direction: null,
    theme: null,
    locale: null,
    fixtures: {},
  },
};

const nothingYet: DocumentPreview = {
  page: null,
  answered: false,
  stale: false,
  diagnostics: [],
  stages: [],
  fixtures: [],
  locales: [],
  uses: [],
  failure: null,
  startedAt: null,
};

export function reducePreview(state: PreviewState, action: StudioAction): PreviewState {
  switch (action.type) {
    case 'preview/rendered':
      return put(state, action.path, rendered(previewOf(state, action.path), action.preview, action.startedAt));
    case 'preview/failed':
      return put(state, action.path, { ...previewOf(state, action.path), failure: action.failure, stale: true });
    case 'preview/view':
      return { ...state, view: { ...state.view, ...action.view } };
    case 'preview/fixture':
      return {
        ...state,
        view: { ...state.view, fixtures: { ...state.view.fixtures, [action.path]: action.fixture } },
      };
    case 'documents/close': {
      const { [action.path]: _closed, ...documents } = state.documents;
      return { ...state, documents };
    }
    default:
      return state;
  }
}

/** The last answer for a document, or one that holds nothing. */
export const previewOf = (state: PreviewState, path: string | null): DocumentPreview =>
  (path === null ? undefined : state.documents[path]) ?? nothingYet;

/** Keeps the last good picture while the newest text has none; its fixtures and locales too, so that the choices stay. */
function rendered(before: DocumentPreview, preview: Preview, startedAt: number | null): DocumentPreview {
  const broken = preview.page === null;
  return {
    page: preview.page ?? before.page,
    answered: true,
    stale: broken && before.page !== null,
    diagnostics: preview.diagnostics,
    stages: preview.stages,
    fixtures: broken && preview.fixtures.length === 0 ? before.fixtures : preview.fixtures,
    locales: broken && preview.locales.length === 0 ? before.locales : preview.locales,
    uses: broken ? before.uses : preview.uses,
    failure: null,
    startedAt,
  };
}

const put = (state: PreviewState, path: string, preview: DocumentPreview): PreviewState => ({
  ...state,
  documents: { ...state.documents, [path]: preview },
});
