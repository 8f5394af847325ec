import type { StudioAction } from '../state/studio.ts';

export const activities = ['schemas', 'components', 'tests', 'versions', 'publish', 'performance', 'settings'] as const;
export type Activity = (typeof activities)[number];
export type Dialog = 'save-version' | 'new-document' | 'shortcuts' | 'gallery' | 'open-project';

/** Where the person is in the window and which parts of it are open. */
export interface Layout {
  readonly activity: Activity;
  readonly explorer: boolean;
  readonly preview: boolean;
  readonly problems: boolean;
  /** The preview in a narrow window, where it lies over the editor. */
  readonly drawer: boolean;
  readonly dialog: Dialog | null;
  readonly connected: boolean;
}

export type LayoutAction =
  | { readonly type: 'layout/activity'; readonly activity: Activity }
  | { readonly type: 'layout/toggle'; readonly part: 'explorer' | 'preview' | 'problems' | 'drawer' }
  | {
      readonly type: 'layout/show';
      readonly part: 'explorer' | 'preview' | 'problems' | 'drawer';
      readonly open: boolean;
    }
  | { readonly type: 'layout/dialog'; readonly dialog: Dialog | null }
  | { readonly type: 'layout/connected'; readonly connected: boolean };

export const initialLayout: Layout = {
  activity: 'schemas',
  explorer: true,
  preview: true,
  problems: true,
  drawer: false,
  dialog: null,
  connected: true,
};

export function reduceLayout(layout: Layout, action: StudioAction): Layout {
  switch (action.type) {
    case 'layout/activity':
      return { ...layout, activity: action.activity };
    case 'layout/toggle':
      return { ...layout, [action.part]: !layout[action.part] };
    case 'layout/show':
      return { ...layout, [action.part]: action.open };
    case 'layout/dialog':
      return { ...layout, dialog: action.dialog };
    case 'layout/connected':
      return { ...layout, connected: action.connected };
    case 'documents/opened':
      return layout.activity === 'settings' ? { ...layout, activity: 'schemas' } : layout;
    default:
      return layout;
  }
}
