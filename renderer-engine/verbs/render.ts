import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Json, JsonObject } from '../document/types.ts';

/** `ctx` of language.md 3.3. What is left out takes the defaults of section 7. */
export interface RenderContext {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly now?: string;
  readonly tenant?: { readonly id: string; readonly name: string; readonly features: readonly string[] };
  readonly user?: { readonly id: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly device?: { readonly class: 'phone' | 'tablet' | 'desktop' };
  readonly flags?: Readonly<Record<string, boolean | string>>;
}

/** Answers of data sources that failed, by data name. */
export type DataFailure = { readonly status: 'notFound' | 'forbidden' | 'unavailable' | 'timeout' | 'invalid' };

/** What a source answers: a value, or why there is none. */
export type DataAnswer =
  | { readonly data: Json; readonly failure?: undefined }
  | { readonly failure: DataFailure; readonly data?: undefined };

/** Filled while sending, outside the hashed bytes (language.md 9.4). */
export interface LateValues {
  /** Stylesheet addresses; none by default. Hosts pass `stylesheetAddress(styles, settings)`. */
  readonly stylesheets?: readonly string[];
  /**
   * Rules of the first view (`CompiledStyles.critical.css`), written into the page; the stylesheets then come at its
   * end, where they hold nothing up. A host with a Content Security Policy allows them by their hash.
   */
  readonly critical?: string;
  /** `data-ui-*` preferences on `<html>`, e.g. `{ scheme: 'dark' }`. */
  readonly preferences?: Readonly<Record<string, string>>;
  /** Script addresses and settings; none by default. Hosts pass `pageScripts(program, files, options)`. */
  readonly scripts?: PageScripts;
  readonly csrf?: string;
  readonly errorId?: string;
  /** Words of an action that led here, shown once by Toasts. */
  readonly toasts?: readonly { readonly tone: string; readonly message: string }[];
}

/** The scripts of a page (language.md 4.5). */
export interface PageScripts {
  /** Those that work while the page is still coming. */
  readonly early?: readonly string[];
  readonly files: readonly string[];
  /** Content of `<meta name="htmx-config">`. */
  readonly configuration: string;
}

export interface RenderInput {
  readonly params?: JsonObject;
  readonly data?: JsonObject;
  readonly failures?: Readonly<Record<string, DataFailure>>;
  readonly ctx?: RenderContext;
  /** Values typed into forms, by id of the Form node. */
  readonly form?: JsonObject;
  /** Messages to show beside fields, by Form node id, then field pointer. */
  readonly formErrors?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** The same for what is only worth a thought. */
  readonly formWarnings?: RenderInput['formErrors'];
  readonly late?: LateValues;
  /**
   * `waiting`: a lazy node shows its placeholder, asks for its fragment by itself, and lazy data is not needed. Default
   * `settled`: lazy nodes are rendered in place.
   */
  readonly lazy?: 'settled' | 'waiting';
  /** What single lazy nodes show whatever is asked of all, by node id (`instance--inner`); for tests and previews. */
  readonly forced?: Readonly<Record<string, 'placeholder' | 'error'>>;
}

/** A stream can start before all its data is there. */
export interface StreamInput extends RenderInput {
  /**
   * Data still being asked for, by name. Page-critical data holds back the first byte (language.md 4.6); all other is
   * waited for where it is read, so that what stands before it is sent at once.
   */
  readonly later?: Readonly<Record<string, PromiseLike<DataAnswer>>>;
  /** Who moves late sections to their places; by default what the dialect says. */
  readonly emitter?: StreamEmitter;
}

/**
 * How sections with `"mode": "stream"` come into a page whose data comes `later` (language.md 4.4), when it is rendered
 * with `lazy: 'waiting'`. `native`: the browser puts each where `<?start?>` stands. `mover`: a file among the page's
 * scripts does. `none`: they ask for their content, as with `"request"`.
 */
export type StreamEmitter = 'native' | 'mover' | 'none';

/** A page in chunks of about 8 KB, made as fast as they are read. */
export interface PageStream extends AsyncIterable<string> {
  /** HTTP status the page asks for; known once the first chunk has been read. */
  readonly status: number;
}

export interface Rendered {
  /** A whole page with `<!doctype html>`, or one fragment. */
  readonly html: string;
  /** HTTP status the page asks for: 200, or what a failed page-critical source means (language.md 4.6). */
  readonly status: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Budget steps used. */
  readonly steps: number;
}

/** What a host asks its sources before it renders. */
export interface DataRequests {
  /** Typed and with defaults. */
  readonly params: JsonObject;
  /** 400 for a bad query param without default, 404 for a bad path param; null when all is well. */
  readonly status: 400 | 404 | null;
  /** By data name. */
  readonly sources: Readonly<Record<string, DataRequest>>;
}

export interface DataRequest {
  readonly source: string;
  readonly args: JsonObject;
  readonly lazy: boolean;
  readonly optional: boolean;
  /** Nothing of the page can be shown before its answer is there (language.md 4.6). */
  readonly critical: boolean;
  /** Lazy data of a section with `"mode": "stream"`: a host that streams asks for it with the page. */
  readonly streamed: boolean;
}
