import type { Json, JsonObject } from '../document/types.ts';
import type { DataRequests, LateValues, RenderContext, RenderInput } from './render.ts';
import type { FieldError } from './validate.ts';

/** What a browser sent to the address of an action (language.md 4.3). */
export interface ActionRequest {
  /** Of the node, with its loop keys: `row-cancel__A-1001`. */
  readonly address: string;
  /** `click`, `submit`, `live` … */
  readonly trigger: string;
  /** Fields in the order they came: those of the form by pointer, and `_with`. */
  readonly fields: Iterable<readonly [name: string, text: string]>;
  /** Params of the address, as texts. */
  readonly params?: JsonObject;
  readonly ctx?: RenderContext;
  readonly late?: LateValues;
  /** A script asks and stays in the page; else a plain browser, which gets a page or is sent to one. */
  readonly partial: boolean;
  /** The question before the action has been answered with yes. */
  readonly confirmed: boolean;
}

/** Port: what an action needs of its host. */
export interface ActionHost {
  /** Answers of sources; failures are data too. */
  data(requests: DataRequests['sources']): Promise<Pick<RenderInput, 'data' | 'failures'>>;
  /** Makes a call. Arguments have been checked against the manifest. */
  call(call: string, args: JsonObject): Promise<ActionCallAnswer>;
  /** Is told what is wrong with a form that comes back, by pointer and rule; what a call said has the rule `call`. */
  found?(errors: readonly Pick<FieldError, 'at' | 'rule' | 'message'>[]): void;
  /** Whether whoever asks has that permission. */
  may(scope: string): boolean;
}

export type ActionCallAnswer =
  | { readonly ok: true; readonly result: Json }
  | {
      readonly ok: false;
      /** As HTTP says it. */
      readonly status: number;
      /** What is wrong with single fields of a form. */
      readonly errors?: readonly { readonly at: string; readonly message: string }[];
    };

/** What to send back. */
export type ActionAnswer =
  /** To a script: status, headers and what changed in the page. `toasts` are to be shown by the page that follows. */
  | {
      readonly kind: 'partial';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly html: string;
      readonly toasts: readonly { readonly tone: string; readonly message: string }[];
    }
  /** 303 to another page, which shows the toasts once. */
  | {
      readonly kind: 'redirect';
      readonly to: string;
      readonly toasts: readonly { readonly tone: string; readonly message: string }[];
    }
  /** The page itself again, e.g. with the messages of a form. */
  | { readonly kind: 'page'; readonly status: number; readonly input: RenderInput }
  /** A question to a plain browser, as a whole page. */
  | { readonly kind: 'confirm'; readonly html: string }
  /** A file the host is to send. */
  | { readonly kind: 'download'; readonly call: string; readonly args: JsonObject }
  /** Nothing was done. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly reason: 'unknown' | 'params' | 'args' | 'scope' | 'call';
    };
