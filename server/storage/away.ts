/** Whether an error says that PostgreSQL cannot be reached or is going away, and not that a statement was wrong. */
export function isAway(error: unknown): boolean {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  return (
    /^(?:ECONN|EPIPE|ENOTFOUND|EAI_|EHOST|ENETUNREACH|ETIMEDOUT|08|57P0|57014|53300)/.test(code) ||
    fromPool.test(message)
  );
}

/** What the driver says without a code. */
const fromPool =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/;
