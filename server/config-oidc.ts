import { type Role, roles } from './policy.ts';
import { secretFile } from './secret-file.ts';

/** Where people sign in who have an account elsewhere (OpenID Connect). */
export interface OidcSettings {
  /** As its discovery document names itself, e.g. `https://login.example.com`. */
  readonly issuer: string;
  readonly clientId: string;
  /** The one that counts now; null: a public client, with PKCE alone. */
  readonly clientSecret: () => string | null;
  /** What the sign-in page calls it. */
  readonly label: string;
  /** The claim that holds a person's name here. */
  readonly nameClaim: string;
  /** The claim whose values `roles` maps. */
  readonly rolesClaim: string;
  /** In order, the first that fits; null: people are let in and given roles here. */
  readonly roles: readonly (readonly [value: string, role: Role])[] | null;
}

type Variables = Readonly<Record<string, string | undefined>>;
type Tell = (problem: string) => void;

/** OIDC_ISSUER and its like; null without. */
export function readOidc(environment: Variables, tell: Tell): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = environment;
  if (!issuer && !clientId) return null;
  if (!issuer || !clientId) {
    tell('Set both OIDC_ISSUER and OIDC_CLIENT_ID.');
    return null;
  }
  if (!isSafe(issuer)) {
    tell(`OIDC_ISSUER "${issuer}" must be an address like https://login.example.com, with https unless it is near.`);
    return null;
  }
  return {
    issuer,
    clientId,
    clientSecret: readSecret(environment, tell),
    label: environment['OIDC_LABEL'] || 'your organization',
    nameClaim: environment['OIDC_NAME_CLAIM'] || 'email',
    rolesClaim: environment['OIDC_ROLES_CLAIM'] || 'groups',
    roles: readRoles(environment['OIDC_ROLES'], tell),
  };
}

function isSafe(issuer: string): boolean {
  const url = URL.parse(issuer);
  if (!url || url.search || url.hash || url.username) return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname))
  );
}

function readSecret(environment: Variables, tell: Tell): () => string | null {
  const { OIDC_CLIENT_SECRET: given, OIDC_CLIENT_SECRET_FILE: file } = environment;
  if (given && file) tell('Set OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE, not both.');
  if (given || !file) return () => given || null;
  try {
    const secret = secretFile(file, String);
    secret();
    return secret;
  } catch {
    tell(`OIDC_CLIENT_SECRET_FILE "${file}" cannot be read.`);
    return () => null;
  }
}

function readRoles(list: string | undefined, tell: Tell): OidcSettings['roles'] {
  if (!list) return null;
  return list.split(',').flatMap((pair) => {
    const at = pair.lastIndexOf('=');
    const [value, name] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    const role = roles.find((one) => one === name);
    if (at > 0 && value !== '' && role) return [[value, role] as const];
    tell(`OIDC_ROLES "${pair.trim()}" must be a value and a role, like studio-release=release-manager.`);
    return [];
  });
}
