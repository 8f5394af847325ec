import { method } from './method.ts';

/** A message of the Language Server Protocol, without its envelope. */
export interface LanguageMessage {
  readonly method: string;
  /** As the protocol has it; checked by whoever reads it. */
  readonly params: unknown;
}

const message = {
  type: 'object',
  additionalProperties: false,
  required: ['method', 'params'],
  properties: { method: { type: 'string', maxLength: 80 }, params: { type: 'object' } },
} as const;

export const languageMethods = {
  /**
   * One request of the Language Server Protocol to the server of the open project. `before` are the notifications that
   * belong before it, so that no request overtakes the edits it is about. Documents are `document:/path`.
   */
  'language.ask': method<
    { before: LanguageMessage[]; request: LanguageMessage },
    { readonly result: unknown },
    /** The server does not know the document: open it again. */
    'language/not-open' | 'language/refused' | 'engine/stopped' | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['before', 'request'],
    properties: { before: { type: 'array', maxItems: 1_000, items: message }, request: message },
  } as never),
};
