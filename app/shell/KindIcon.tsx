import {
  Boxes,
  FileJson2,
  FileQuestion,
  Languages,
  LayoutTemplate,
  Library,
  type LucideIcon,
  Palette,
} from 'lucide-react';
import type { DocumentKind } from '#engine';

const icons: Readonly<Record<DocumentKind, LucideIcon>> = {
  page: FileJson2,
  layout: LayoutTemplate,
  component: Boxes,
  theme: Palette,
  messages: Languages,
  library: Library,
};

/** What kind of document it is; a question mark while that cannot be read. */
export function KindIcon({ kind }: { readonly kind: DocumentKind | null }) {
  const Icon = kind ? icons[kind] : FileQuestion;
  return <Icon size={16} aria-hidden className="kind-icon" data-kind={kind} />;
}
