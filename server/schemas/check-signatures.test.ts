import { describe, expect, it } from 'vitest';
import { bundleHash, type ReleaseRequest } from '#engine';
import { greetingPage } from '../testing/pages.ts';
import { signedRelease, signingPair } from '../testing/signed-release.ts';
import { checkSignatures, type FindKey } from './check-signatures.ts';

const ada = signingPair();
const eve = signingPair();
const request = signedRelease(greetingPage(), ada);
const hash = bundleHash(request.bundle);
const known: FindKey = (id) => (id === ada.id ? { publicKey: ada.pem, isRevoked: false } : null);

const codeOf = (changed: ReleaseRequest, findKey = known): string => {
  const result = checkSignatures(changed, bundleHash(changed.bundle), findKey);
  return result.ok ? 'ok' : result.failure.code;
};
const withStatement = (change: object): ReleaseRequest => ({
  ...request,
  approval: ada.approve({ ...request.approval.statement, ...change }),
});

describe('checkSignatures', () => {
  it('accepts what people we know said about these bytes', () => {
    expect(checkSignatures(request, hash, known)).toMatchObject({ ok: true, value: { bundleHash: hash } });
  });

  const documents = [{ ...request.bundle.documents[0]!, text: '{ }' }];
  const changedBundle = { ...request.bundle, documents };

  it.each<[string, ReleaseRequest, string]>([
    [
      'a changed statement',
      {
        ...request,
        approval: { ...request.approval, statement: { ...request.approval.statement, approvedBy: 'Eve' } },
      },
      'approval/forged',
    ],
    [
      'a signature of someone else',
      { ...request, approval: { ...request.approval, signature: eve.approve(request.approval.statement).signature } },
      'approval/forged',
    ],
    ['a key nobody registered', { ...request, approval: eve.approve(request.approval.statement) }, 'approval/foreign'],
    ['an approval of another document', withStatement({ documentId: 'acme/other' }), 'approval/foreign'],
    ['content that changed afterwards', { ...request, bundle: changedBundle }, 'approval/outdated'],
    ['an approval of an older version', withStatement({ bundleHash: 'sha256-older' }), 'approval/outdated'],
    ['another channel than the publisher signed', { ...request, channel: 'staging' }, 'release/forged'],
    ['a publisher nobody registered', { ...request, ...eve.publish(hash, 'production') }, 'release/foreign'],
    ['no signature of the publisher', { ...request, signature: '' }, 'release/forged'],
  ])('refuses %s', (_, changed, code) => {
    expect(codeOf(changed)).toBe(code);
  });

  it('refuses a key that was revoked', () => {
    expect(codeOf(request, () => ({ publicKey: ada.pem, isRevoked: true }))).toBe('approval/foreign');
  });
});
