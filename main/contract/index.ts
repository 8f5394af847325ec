/** Everything the app can ask of main, and everything main tells the app. Types and data; both hosts speak exactly this. */
import { browserEvents, browserMethods } from './browsers.ts';
import { documentMethods } from './documents.ts';
import { languageMethods } from './language.ts';
import type { FailureOf, PayloadOf, RequestOf, ResponseOf } from './method.ts';
import { performanceMethods } from './performance.ts';
import { previewMethods } from './preview.ts';
import { projectEvents, projectMethods } from './projects.ts';
import { registryEvents, registryMethods } from './registry.ts';
import { releaseMethods } from './releases.ts';
import type { Failure, Result } from './result.ts';
import { rolloutMethods } from './rollouts.ts';
import { settingsMethods } from './settings.ts';
import { versionMethods } from './versions.ts';
import { visualEvents, visualMethods } from './visual.ts';

export const contract = {
  ...projectMethods,
  ...documentMethods,
  ...previewMethods,
  ...registryMethods,
  ...performanceMethods,
  ...languageMethods,
  ...versionMethods,
  ...visualMethods,
  ...browserMethods,
  ...releaseMethods,
  ...rolloutMethods,
  ...settingsMethods,
};

export const events = { ...projectEvents, ...registryEvents, ...visualEvents, ...browserEvents };

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type EventName = keyof typeof events;
export type Request<Name extends MethodName> = RequestOf<Contract[Name]>;
export type Response<Name extends MethodName> = ResponseOf<Contract[Name]>;
export type Payload<Name extends EventName> = PayloadOf<(typeof events)[Name]>;

/**
 * What any call may answer besides its own failures: malformed request, refused sender, our own mistake, host gone, no
 * project open or its database not readable, or its database not writable (read-only folder, disk full, locked).
 */
export type CommonFailure =
  | 'request/invalid'
  | 'request/refused'
  | 'internal/error'
  | 'host/unreachable'
  | 'project/unreadable'
  | 'project/unwritable';
export type FailureCode<Name extends MethodName> = FailureOf<Contract[Name]> | CommonFailure;
export type Reply<Name extends MethodName> = Result<Response<Name>, Failure<FailureCode<Name>>>;

export type Handlers = {
  readonly [Name in MethodName]: (request: Request<Name>) => Promise<Reply<Name>>;
};
export type Call = <Name extends MethodName>(name: Name, request: Request<Name>) => Promise<Reply<Name>>;
/** Answers a function that stops listening. */
export type Listen = <Name extends EventName>(name: Name, listener: (payload: Payload<Name>) => void) => () => void;

/** What a host puts on `window.bridge`. */
export interface Bridge {
  readonly call: Call;
  readonly on: Listen;
}

export type * from './browsers.ts';
export { type Facet, facetsOf } from './case-facets.ts';
export type * from './documents.ts';
export { excuseSentence, hasRunOut, isExcused } from './excuses.ts';
export type * from './language.ts';
export type * from './performance.ts';
export type * from './preview.ts';
export type * from './projects.ts';
export type * from './releases.ts';
export { type Failure, fail, ok, type Result } from './result.ts';
export type * from './rollouts.ts';
export type * from './settings.ts';
export type * from './versions.ts';
export type * from './visual-coverage.ts';
export type * from './visual-edits.ts';
export type * from './visual-results.ts';
export { type Difference, differencesOf, failureWord, isTolerable, knownFindings } from './what-differs.ts';
