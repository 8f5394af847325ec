import { describe, expect, it } from 'vitest';
import { isOnServer } from './outside.ts';

describe('isOnServer', () => {
  it.each([
    ['https://studio.example/orders', 'https://studio.example', true],
    ['http://127.0.0.1:4000/orders', 'http://127.0.0.1:4000/', true],
    ['http://studio.example/orders', 'http://studio.example', false],
    ['https://evil.example/orders', 'https://studio.example', false],
    ['https://studio.example.evil.example/', 'https://studio.example', false],
    ['https://studio.example@evil.example/', 'https://studio.example', false],
    ['https://user:secret@studio.example/', 'https://studio.example', false],
    ['https://studio.example:8443/', 'https://studio.example', false],
    ['javascript:alert(1)', 'https://studio.example', false],
    ['file:///etc/passwd', 'file:///', false],
    ['https://studio.example/', null, false],
    ['not an address', 'not an address', false],
  ])('%s with the server %s: %s', (address, server, expected) => {
    expect(isOnServer(address, server)).toBe(expected);
  });
});
