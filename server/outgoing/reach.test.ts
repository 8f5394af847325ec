import type { lookup } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './addresses.ts';
import { publicHosts } from './reach.ts';

/** Names as a resolver answers them that may be somebody's trick. */
const resolving = (names: Readonly<Record<string, readonly string[]>>): typeof lookup =>
  ((name: string, _: unknown, done: (error: Error | null, found: readonly object[]) => void) =>
    done(
      null,
      (names[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as never;

const refusal = (address: string, allowed: readonly string[] = []): string | null =>
  publicHosts(new Set(allowed)).refusal(new URL(address));

describe('addresses that are not asked (P12)', () => {
  it.each([
    ['this machine', 'https://127.0.0.1/'],
    ['all of this machine', 'https://127.255.255.254/'],
    ['this machine as a number', 'https://2130706433/'],
    ['this machine in hexadecimal', 'https://0x7f000001/'],
    ['this machine in octal', 'https://0177.0.0.1/'],
    ['this machine, shortened', 'https://127.1/'],
    ['any address', 'https://0.0.0.0/'],
    ['this machine by IPv6', 'https://[::1]/'],
    ['no address by IPv6', 'https://[::]/'],
    ['this machine, mapped', 'https://[::ffff:127.0.0.1]/'],
    ['a private address, mapped', 'https://[::ffff:a00:1]/'],
    ['a private network', 'https://10.1.2.3/'],
    ['a private network', 'https://172.31.255.255/'],
    ['a private network', 'https://192.168.0.1/'],
    ['a shared network', 'https://100.64.0.1/'],
    ["a cloud's metadata", 'https://169.254.169.254/latest/meta-data/'],
    ["a cloud's metadata by IPv6", 'https://[fd00:ec2::254]/'],
    ['a link', 'https://[fe80::1]/'],
    ['a unique local address', 'https://[fc00::1]/'],
    ['a site', 'https://[fec0::1]/'],
    ['a tunnel to a private address', 'https://[2002:a00:1::]/'],
    ['a translation of a private address', 'https://[64:ff9b::a00:1]/'],
    ['Teredo', 'https://[2001:0:a00:1::]/'],
    ['everybody', 'https://255.255.255.255/'],
    ['many', 'https://224.0.0.1/'],
    ['a network for tests', 'https://198.18.0.1/'],
    ['a name for this machine', 'https://localhost/'],
    ['a name for this machine', 'https://hooks.localhost./'],
    ['full-width digits', 'https://１２７.0.0.1/'],
    ['what is not protected', 'http://hooks.example.com/'],
    ['a password', 'https://me:secret@hooks.example.com/'],
    ['a file', 'file:///etc/passwd'],
    ['another protocol', 'gopher://hooks.example.com/'],
  ])('are those of %s: %s', (_, address) => {
    expect(refusal(address)).not.toBeNull();
  });

  it('are not those of others on the internet, nor hosts that are allowed', () => {
    for (const address of ['https://hooks.example.com/', 'https://93.184.215.14/', 'https://[2606:2800:21f::1]/'])
      expect(refusal(address), address).toBeNull();
    expect(refusal('http://10.0.0.8:8080/hook', ['10.0.0.8:8080'])).toBeNull();
    expect(refusal('http://10.0.0.8:8081/hook', ['10.0.0.8:8080'])).not.toBeNull();
    expect(refusal('http://inside.example/hook', ['inside.example'])).toBeNull();
    expect(refusal('http://inside.example.evil.test/hook', ['inside.example'])).not.toBeNull();
    expect(isPublicAddress('not an address')).toBe(false);
  });

  it('are looked at when a name becomes one, and what is looked at is what is connected to', async () => {
    const names = resolving({
      'good.test': ['93.184.215.14', '2606:2800:21f::1'],
      'bad.test': ['10.0.0.1'],
      'both.test': ['93.184.215.14', '127.0.0.1'],
      'inside.test': ['10.0.0.1'],
      'none.test': [],
    });
    const { lookup } = publicHosts(new Set(['inside.test:8080']), names);
    const found = (name: string, all: boolean): Promise<unknown> =>
      new Promise((done) => lookup(name, { all }, (error, address) => done(error?.message ?? address)));
    expect(await found('good.test', false)).toBe('93.184.215.14');
    expect(await found('good.test', true)).toHaveLength(2);
    expect(await found('bad.test', false)).toBe('"bad.test" leads to an internal address');
    expect(await found('both.test', true)).toBe('"both.test" leads to an internal address');
    expect(await found('inside.test', false)).toBe('10.0.0.1');
    expect(await found('none.test', false)).toBe('"none.test" has no address');
  });
});
