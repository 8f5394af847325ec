import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, hasFirefox, launchChromium, launchFirefox, visit } from '../testing/browser.ts';
import { signedInPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';

const ends: (() => void | Promise<void>)[] = [];
const atEnd = (end: () => void | Promise<void>): void => void ends.push(end);
let server: TemporaryServer;
beforeAll(async () => {
  server = await temporaryServer({}, undefined, atEnd);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const browsers = [
  ...(hasChromium ? ([['Chromium', launchChromium]] as const) : []),
  ...(hasFirefox ? ([['Firefox', launchFirefox]] as const) : []),
];

describe.each(browsers)('signing in with %s (S4, S6)', (_, launch) => {
  it('takes name, password and the code of a second factor, and signs out again', async () => {
    const person = await signedInPerson(server, 'release-manager');
    const self = (path: string, payload = {}) =>
      server.app.inject({ method: 'POST', url: `/api/v1/me/${path}`, headers: person.headers, payload });
    const { seed } = (await self('second-factor')).json();
    const code = (steps: number) =>
      new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: Date.now() + steps * 30_000 });
    // The step before counts too, so that the code below is a later one whenever this runs.
    expect((await self('second-factor/confirm', { code: code(-1) })).statusCode).toBe(200);

    const { tab, problems } = await visit(await launch(atEnd));
    await tab.goto(`${server.url}/_admin`);
    expect(new URL(tab.url()).pathname).toBe('/_admin/sign-in');
    await tab.getByLabel('Name').fill(person.name);
    await tab.getByLabel('Password').fill('not the password');
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByText('Name and password do not fit together.').waitFor();
    await tab.getByLabel('Password').fill(person.password);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByText('Type the code of your second factor too').waitFor();
    await tab.getByLabel('Password').fill(person.password);
    await tab.getByLabel('Code').fill(code(1));
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByRole('heading', { name: 'You are signed in' }).waitFor();
    expect(await tab.getByRole('main').innerText()).toMatch(new RegExp(`${person.name}[^]*release-manager[^]*on`));
    expect(await tab.evaluate('document.cookie')).toBe('');

    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
    await tab.goto(`${server.url}/_admin`);
    expect(new URL(tab.url()).pathname).toBe('/_admin/sign-in');
    expect(problems).toEqual([]);
  });
});
