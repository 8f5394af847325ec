import { Separator } from 'react-resizable-panels';

/** The line between two panels: drags, and moves with the arrow keys. */
export const Splitter = ({ label }: { readonly label: string }) => (
  <Separator className="separator" aria-label={label} />
);
