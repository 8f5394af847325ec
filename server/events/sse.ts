/** One message of `text/event-stream` (HTML 9.2); the name and the id are left out when they are null. */
export function message(name: string | null, id: string | null, data: unknown): string {
  const lines = [
    ...(name === null ? [] : [`event: ${name}`]),
    ...(id === null ? [] : [`id: ${id}`]),
    // JSON in one line has no line ends of its own.
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Shows that somebody is there, to readers and to whatever lies between. */
export const heartbeat = ': still here\n\n';

/** Milliseconds after which a browser connects again. */
export const retryAfter = 'retry: 2000\n\n';

export const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies that collect answers would collect it for ever.
  'x-accel-buffering': 'no',
} as const;
