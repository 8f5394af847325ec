import { useStudio } from '../state/StudioContext.tsx';
import { SaveVersionDialog } from '../versions/SaveVersionDialog.tsx';
import { GalleryDialog } from './GalleryDialog.tsx';
import { NewDocumentDialog } from './NewDocumentDialog.tsx';
import { OpenProjectDialog } from './OpenProjectDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

/** The dialog that is open, if any. */
export function Dialogs() {
  const dialog = useStudio(({ layout }) => layout.dialog);
  switch (dialog) {
    case 'save-version':
      return <SaveVersionDialog />;
    case 'new-document':
      return <NewDocumentDialog />;
    case 'open-project':
      return <OpenProjectDialog />;
    case 'gallery':
      return <GalleryDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case null:
      return null;
  }
}
