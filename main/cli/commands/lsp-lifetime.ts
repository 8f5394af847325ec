import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';

/** In which order a client may speak: `initialize` first and once, after `shutdown` nothing but `exit`. */
export interface Lifetime {
  /** Why a request cannot be answered now; null when it can. */
  refusal(method: string): ResponseError<void> | null;
  readonly isShutDown: boolean;
}

export function newLifetime(): Lifetime {
  let state: 'new' | 'running' | 'shut down' = 'new';
  return {
    refusal(method) {
      if (state === 'shut down') {
        return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down; only "exit" may follow.');
      }
      if (method === 'initialize') {
        if (state === 'running')
          return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
        state = 'running';
      } else if (state === 'new') {
        return new ResponseError(ErrorCodes.ServerNotInitialized, 'Send "initialize" first.');
      } else if (method === 'shutdown') state = 'shut down';
      return null;
    },
    get isShutDown() {
      return state === 'shut down';
    },
  };
}
