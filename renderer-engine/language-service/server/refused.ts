/** A mistake in a request, or one that cannot be granted; goes back as the error of the answer. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** Of the protocol. */
  readonly code: number;
  constructor(message: string, code: number = refusal.requestFailed) {
    super(message);
    this.code = code;
  }
}

export const refusal = { requestFailed: -32803, methodNotFound: -32601, invalidParams: -32602 } as const;
