import type { Color, Position, Range } from 'vscode-languageserver';
import type { Json } from '../../document/types.ts';
import { type DocumentView, viewOf } from '../project.ts';
import type { Span } from '../text.ts';
import { isMap } from '../types.ts';
import { RequestRefused, refusal } from './refused.ts';
import type { OpenDocument, Workspace } from './workspace.ts';

/** A question about a document that stands in an editor. */
export interface Asked {
  readonly document: OpenDocument;
  readonly view: DocumentView;
  /** Of the position that is asked about; 0 where none is. */
  readonly offset: number;
  readonly lines: DocumentView['text']['lines'];
  readonly params: Params;
}

/** What requests bring besides a document and a position. */
export interface Params {
  readonly position?: Position;
  readonly range?: Range;
  readonly newName?: string;
  readonly positions?: readonly Position[];
  readonly color?: Color;
  readonly context?: { readonly includeDeclaration?: boolean; readonly only?: readonly string[] };
}

/** The document and the place a request is about; null when no editor has it open. Refuses what is no such request. */
export function askedBy(given: unknown, workspace: Workspace): Asked | null {
  const params = checked(given);
  const document = workspace.find(uriIn(given));
  if (!document) return null;
  const view = viewOf(workspace.projectOf(document.project), document.text);
  const offset = params.position ? document.positions.offsetAt(params.position) : 0;
  return { document, view, offset, lines: view.text.lines, params };
}

/** `textDocument.uri` of a message. */
export function uriIn(params: unknown): string {
  const document = mapIn(params, 'textDocument');
  if (typeof document?.['uri'] !== 'string') throw refused('textDocument.uri', 'a text');
  return document['uri'];
}

/** Stretch of a range in a document; the whole document without one. */
export const spanOf = ({ positions }: OpenDocument, range: Range | undefined): Span => ({
  start: range ? positions.offsetAt(range.start) : 0,
  end: range ? positions.offsetAt(range.end) : positions.getText().length,
});

/** Parts that are there have to be what the protocol says: nothing below looks again. */
function checked(given: unknown): Params {
  if (!isMap(given)) throw refused('params', 'an object');
  const { position, range, newName, positions, color, context } = given;
  if (position !== undefined && !isPosition(position)) throw refused('position', 'a line and a character');
  if (range !== undefined && !isRange(range)) throw refused('range', 'a start and an end');
  if (newName !== undefined && typeof newName !== 'string') throw refused('newName', 'a text');
  if (positions !== undefined && !isListOf(positions, isPosition)) throw refused('positions', 'a list of positions');
  if (color !== undefined && !isColor(color)) throw refused('color', 'four numbers');
  if (context !== undefined && !isMap(context)) throw refused('context', 'an object');
  const only = context?.['only'];
  if (only !== undefined && !isListOf(only, (one) => typeof one === 'string')) throw refused('only', 'a list of texts');
  return given as Params;
}

const refused = (name: string, what: string) =>
  new RequestRefused(`"${name}" has to be ${what}.`, refusal.invalidParams);

const mapIn = (value: unknown, key: string) => {
  const found = isMap(value) ? value[key] : undefined;
  return isMap(found) ? found : null;
};

const isListOf = (value: unknown, fits: (one: Json) => boolean): boolean => Array.isArray(value) && value.every(fits);
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const isPosition = (value: unknown): boolean => isMap(value) && isCount(value['line']) && isCount(value['character']);
const isColor = (value: unknown): boolean =>
  isMap(value) && ['red', 'green', 'blue', 'alpha'].every((part) => typeof value[part] === 'number');

/** A range as the protocol has it. */
export const isRange = (value: unknown): boolean =>
  isMap(value) && isPosition(value['start']) && isPosition(value['end']);
