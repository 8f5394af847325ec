import { isIP } from 'node:net';

/** Reads one variable: its value, or the fallback after telling what is wrong with it. Empty counts as not set. */
export type Reading<Value> = (value: string | undefined, name: string, tell: (problem: string) => void) => Value;

export const text =
  (fallback: string): Reading<string> =>
  (value) =>
    value || fallback;

/** The name of a header, a cookie or a field. */
export const word =
  (fallback: string): Reading<string> =>
  (value, name, tell) => {
    if (!value) return fallback;
    if (/^[A-Za-z0-9_-]{1,64}$/.test(value)) return value;
    tell(`${name} "${value}" must be letters, digits, "_" and "-", at most 64.`);
    return fallback;
  };

export const integer =
  (fallback: number, low: number, high: number): Reading<number> =>
  (value, name, tell) => {
    if (!value) return fallback;
    const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= low && number <= high) return number;
    tell(`${name} "${value}" must be a whole number from ${low} to ${high}.`);
    return fallback;
  };

export const flag =
  (fallback: boolean): Reading<boolean> =>
  (value, name, tell) => {
    if (!value) return fallback;
    if (value === 'on' || value === 'off') return value === 'on';
    tell(`${name} "${value}" must be "on" or "off".`);
    return fallback;
  };

export const oneOf =
  <Choice extends string>(choices: readonly Choice[], fallback: NoInfer<Choice>): Reading<Choice> =>
  (value, name, tell) => {
    if (!value) return fallback;
    const choice = choices.find((candidate) => candidate === value);
    if (!choice) tell(`${name} "${value}" must be one of ${choices.join(', ')}.`);
    return choice ?? fallback;
  };

/** Origins like `https://studio.example.com`, separated by commas. No wildcard: whoever is meant is named. */
export const origins: Reading<readonly string[]> = (value, name, tell) => {
  if (!value) return [];
  const parts = value.split(',').map((part) => part.trim());
  const isOrigin = (part: string): boolean =>
    /^https?:\/\/[a-z0-9.:[\]-]+$/.test(part) && URL.parse(part)?.origin === part;
  for (const part of parts)
    if (!isOrigin(part)) tell(`${name} "${part}" must be an origin like https://studio.example.com, without a path.`);
  return parts.filter(isOrigin);
};

/** Hosts, with a port or without, separated by commas. */
export const hosts: Reading<readonly string[]> = (value, name, tell) => {
  if (!value) return [];
  const parts = value.split(',').map((part) => part.trim().toLowerCase());
  const isHost = (part: string): boolean => /^[^/?#@\s]+$/.test(part) && URL.canParse(`https://${part}`);
  for (const part of parts)
    if (!isHost(part)) tell(`${name} "${part}" must be a host like hooks.example.com or 10.0.0.8:8080.`);
  return parts.filter(isHost);
};

/** Proxies to trust: `off`, or addresses and networks separated by commas. */
export const networks: Reading<readonly string[]> = (value, name, tell) => {
  if (!value || value === 'off') return [];
  const parts = value.split(',').map((part) => part.trim());
  for (const part of parts)
    if (!isNetwork(part))
      tell(`${name} "${part}" must be "off", "loopback", an address, or a network like 10.0.0.0/8.`);
  return parts.filter(isNetwork);
};

function isNetwork(part: string): boolean {
  if (part === 'loopback') return true;
  const [address = '', bits, ...more] = part.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
