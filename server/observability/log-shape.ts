/** Log lines carry neither headers nor query strings: both may hold secrets or people's data. */
const requestShape = ({ method, url, ip }: { method: string; url: string; ip: string }) => ({
  method,
  path: url.split('?', 1)[0],
  client: ip,
});

/** Names under which secrets go. */
const secretNames: ReadonlySet<string> = new Set([
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'seed',
  'accessToken',
  'refreshToken',
  'privateKey',
]);

/** What is logged is shaped so that no secret is in it, whoever logs what. */
export const logSerializers = { req: requestShape, err: errorShape };

/** The same line without what goes under names of secrets. Lines that hold none, as nearly all do, are not copied. */
export function withoutSecretFields(line: unknown, depth = 0): unknown {
  if (line === null || typeof line !== 'object' || depth > 4 || !isPlain(line)) return line;
  let clean: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(line)) {
    const kept = secretNames.has(name) ? '[secret]' : withoutSecretFields(value, depth + 1);
    if (kept === value) continue;
    clean ??= (Array.isArray(line) ? [...line] : { ...line }) as Record<string, unknown>;
    clean[name] = kept;
  }
  return clean ?? line;
}

const isPlain = (value: object): boolean => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/** Errors of drivers and libraries quote addresses with passwords, and tokens. */
export const withoutSecrets = (text: string): string =>
  text
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*:[^\s/@]*@/gi, '$1[secret]@')
    .replaceAll(/\bBearer\s+[A-Za-z0-9._~+/=-]{8,}/g, 'Bearer [secret]')
    .replaceAll(/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[secret]')
    .replaceAll(/\b(password|token|secret)(["']?\s*[=:]\s*["']?)[^\s"',&]+/gi, '$1$2[secret]');

export interface ErrorShape {
  [key: string]: unknown;
  type: string;
  message: string;
  stack: string;
}

function errorShape(error: unknown): ErrorShape {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutSecrets(String(error)), stack: '' };
  const { name, message, stack = '', cause } = error;
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: name,
    message: withoutSecrets(message),
    stack: withoutSecrets(stack),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause: errorShape(cause) }),
  };
}
