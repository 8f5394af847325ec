import { type BrowserName, browserNames } from '../tab.ts';

/** A browser on another machine, or started by somebody else. */
export interface Remote {
  readonly name: BrowserName;
  /** `http:` and `https:` speak W3C WebDriver (Selenium Grid), `ws:` and `wss:` are Playwright servers; `here` is this machine. */
  readonly address: string;
}

/**
 * `STUDIO_BROWSERS`: entries as `name=address`, with commas between. A name in it is taken from there only, work is
 * spread over all its addresses, and `here` is one of them: `webkit=http://grid:4444,webkit=here,firefox=ws://farm:3000`.
 * An entry that cannot be understood is a sentence, and none of them counts.
 */
export function remotesFrom(env: Readonly<Record<string, string | undefined>>): readonly Remote[] | string {
  const entries = (env['STUDIO_BROWSERS'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const remotes: Remote[] = [];
  for (const entry of entries) {
    const [, name = '', address = ''] = /^([a-z]+)\s*=\s*(\S+)$/.exec(entry) ?? [];
    const known = browserNames.find((other) => other === name);
    if (!known) return `STUDIO_BROWSERS: "${entry}" is no entry. ${howTo}`;
    if (address !== 'here' && !isAddress(address)) return `STUDIO_BROWSERS: "${address}" is no address. ${howTo}`;
    remotes.push({ name: known, address });
  }
  return remotes;
}

const howTo = `Write a name (${browserNames.join(', ')}), "=" and an address of http, https, ws or wss, or "here".`;

const isAddress = (text: string): boolean =>
  URL.canParse(text) && /^(https?|wss?):$/.test(new URL(text).protocol) && new URL(text).hostname !== '';
