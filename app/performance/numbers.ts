/** Figures with their units, as tables show them. */
export const whole = (count: number): string => count.toLocaleString('en');

export const milliseconds = (time: number): string => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;

export const microseconds = (milliseconds: number): string => `${(milliseconds * 1_000).toFixed(1)} µs`;

export const megabytes = (bytes: number): string =>
  bytes < 2 ** 20
    ? `${Math.ceil(bytes / 1024)} KB`
    : `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: bytes < 10 * 2 ** 20 ? 1 : 0 })} MB`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
