import { type LiveRelease, ok, type Result } from '#contract';
import type { ReleaseRequest, SignedApproval } from '#engine';
import { type AskServer, askServer, garbage, isRecord, type ServerAccess, type ServerFailure } from './ask-server.ts';
import { type Approvals, type GivenApproval, isApprovals, isGivenApproval } from './server-approvals.ts';
import { isServerPerson, type ServerPerson } from './server-person.ts';

/** The production server as this program knows it, over HTTP. */
export interface ServerClient extends Pick<AskServer, 'ask' | 'ahead'> {
  readonly url: string;
  live(): Promise<Result<readonly LiveRelease[], ServerFailure>>;
  /** Registers a key for somebody; takes a token that may. */
  registerKey(name: string, publicKey: string): Promise<Result<null, ServerFailure>>;
  /** Registers a key as one's own, for people. */
  registerOwnKey(publicKey: string, proof: string): Promise<Result<null, ServerFailure>>;
  revokeOwnKey(id: string): Promise<Result<null, ServerFailure>>;
  /** Who is signed in. */
  me(): Promise<Result<ServerPerson, ServerFailure>>;
  approvals(): Promise<Result<Approvals, ServerFailure>>;
  /** Of one version, with their signatures. */
  approvalsOf(hash: string): Promise<Result<readonly SignedApproval[], ServerFailure>>;
  approve(approval: SignedApproval): Promise<Result<null, ServerFailure>>;
  publish(request: ReleaseRequest): Promise<Result<LiveRelease, ServerFailure>>;
}

export function serverClient(access: ServerAccess): ServerClient {
  const { url } = access;
  const { ask, ahead } = askServer(access);

  /** An answer that is what it should be. */
  async function asking<Value>(
    answer: Promise<Result<unknown, ServerFailure>>,
    isRight: (value: unknown) => value is Value,
  ): Promise<Result<Value, ServerFailure>> {
    const answered = await answer;
    if (!answered.ok) return answered;
    return isRight(answered.value) ? ok(answered.value) : garbage(url);
  }
  async function doing(method: 'POST', path: string, body: unknown): Promise<Result<null, ServerFailure>> {
    const answered = await ask(method, path, body);
    return answered.ok ? ok(null) : answered;
  }

  return {
    url,
    ask,
    ahead,
    live: () => asking(ask('GET', '/api/v1/releases'), isListOf(isLiveRelease)),
    registerKey: (name, publicKey) => doing('POST', '/api/v1/keys', { name, publicKey }),
    registerOwnKey: (publicKey, proof) => doing('POST', '/api/v1/me/keys', { publicKey, proof }),
    revokeOwnKey: (id) => doing('POST', `/api/v1/me/keys/${encodeURIComponent(id)}/revoke`, undefined),
    me: () => asking(ask('GET', '/api/v1/me'), isServerPerson),
    approvals: () => asking(ask('GET', '/api/v1/approvals'), isApprovals),
    approvalsOf: async (hash) => {
      const given = await asking(
        ask('GET', `/api/v1/approvals/${encodeURIComponent(hash)}`),
        isListOf(
          (value): value is GivenApproval & { approval: SignedApproval } =>
            isGivenApproval(value) && isRecord(value['approval']),
        ),
      );
      return given.ok ? ok(given.value.filter(({ counts }) => counts).map(({ approval }) => approval)) : given;
    },
    approve: (approval) => doing('POST', '/api/v1/approvals', { approval }),
    publish: (request) => asking(ask('POST', '/api/v1/releases', request), isLiveRelease),
  };
}

const isListOf =
  <Value>(isOne: (value: unknown) => value is Value) =>
  (value: unknown): value is readonly Value[] =>
    Array.isArray(value) && value.every(isOne);

function isLiveRelease(value: unknown): value is LiveRelease {
  return (
    isRecord(value) &&
    (value['channel'] === 'staging' || value['channel'] === 'production') &&
    ['documentId', 'versionHash', 'semver', 'url', 'publishedAt', 'publishedBy'].every(
      (name) => typeof value[name] === 'string',
    ) &&
    /^https?:\/\//.test(String(value['url']))
  );
}
