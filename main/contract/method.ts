import type { JSONSchemaType } from 'ajv';

/** One call the app may make: what it sends (checked on arrival), what it gets, how it may fail. */
export interface Method<Request, Response, Code extends string> {
  readonly request: JSONSchemaType<Request>;
  /** Types only; never set. */
  readonly types?: { readonly request: Request; readonly response: Response; readonly failure: Code };
}

/** The schema argument must describe `Request` exactly, or it does not compile. */
export const method = <Request, Response, Code extends string = never>(
  request: JSONSchemaType<Request>,
): Method<Request, Response, Code> => ({ request });

/** One thing main tells the app without being asked. */
export interface Event<Payload> {
  /** Types only; never set. */
  readonly types?: { readonly payload: Payload };
}

export const event = <Payload>(): Event<Payload> => ({});

type TypesOf<M> = M extends { readonly types?: infer Types } ? NonNullable<Types> : never;
export type RequestOf<M> = TypesOf<M>['request' & keyof TypesOf<M>];
export type ResponseOf<M> = TypesOf<M>['response' & keyof TypesOf<M>];
export type FailureOf<M> = TypesOf<M>['failure' & keyof TypesOf<M>] & string;
export type PayloadOf<E> = TypesOf<E>['payload' & keyof TypesOf<E>];

/** The request of methods that take nothing. */
export type Nothing = Record<string, never>;
export const nothing: JSONSchemaType<Nothing> = { type: 'object', required: [], maxProperties: 0 };
