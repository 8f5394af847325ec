import { monaco } from './monaco.ts';

/** Address of a document's text in the editor. */
export const uriOf = (path: string): monaco.Uri => monaco.Uri.from({ scheme: 'document', path: `/${path}` });

/** The document behind an address of the editor. */
export const pathOf = (uri: monaco.Uri): string => uri.path.slice(1);
