import { describe, expect, it } from 'vitest';
import { pagePolicy } from './page-headers.ts';

describe('pagePolicy', () => {
  it('is the policy of the language, without unsafe-inline', () => {
    expect(pagePolicy([])).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    );
  });

  it('lets in the picture hosts of the project and nothing disguised as one', () => {
    const policy = pagePolicy([
      'https://cdn.acme.example',
      'https://x.example; script-src *',
      '*',
      'javascript:1',
      "'unsafe-inline'",
    ]);
    expect(policy).toContain("img-src 'self' data: https://cdn.acme.example;");
    expect(policy).not.toContain('script-src *');
    expect(policy).not.toContain('unsafe');
  });
});
