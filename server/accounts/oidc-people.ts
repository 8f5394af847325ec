import { type Caller, done } from '../caller.ts';
import type { OidcSettings } from '../config-oidc.ts';
import { fail, ok, type Result } from '../failures.ts';
import type { Role } from '../policy.ts';
import {
  appendAudit,
  findIdentity,
  findPerson,
  findPersonByName,
  insertIdentity,
  type PersonRow,
} from '../storage/index.ts';
import type { Claims } from './oidc.ts';
import { startPassword } from './passwords.ts';
import { changeRole, createPerson } from './people.ts';
import { personName } from './people-routes.ts';
import { hasConfirmedFactor } from './second-factor.ts';
import { type AccountServices, timeFrom } from './services.ts';
import type { Proved } from './sessions.ts';

/** Who somebody is here, whom the issuer vouches for. With a mapping of roles, people are let in by it and lose by it. */
export async function personOf(
  services: AccountServices,
  settings: OidcSettings,
  claims: Claims,
  caller: Caller,
): Promise<Result<Proved>> {
  const role = roleOf(settings, claims);
  if (settings.roles && !role) return noRole;
  const known = await findIdentity(services.db, settings.issuer, claims.sub);
  const found = known
    ? ok(await findPerson(services.db, known.person_id))
    : await meet(services, settings, claims, { role, caller });
  if (!found.ok) return found;
  const person = found.value;
  if (!person || person.disabled_at !== null) return nobody;
  const byMfa = Array.isArray(claims['amr']) && claims['amr'].includes('mfa');
  // What they protected here is not opened by a password elsewhere.
  if (!byMfa && (await hasConfirmedFactor(services, person.id))) return factorNeeded;
  // The last admin stays one, whatever the mapping says: somebody must be left who can let others in.
  if (role && role !== person.role) await changeRole(services, person.id, role, caller);
  return ok({ person, hasSecondFactor: byMfa });
}

/** The first that fits; undefined when none does. */
function roleOf({ roles, rolesClaim }: OidcSettings, claims: Claims): Role | undefined {
  const values = [claims[rolesClaim]].flat();
  return roles?.find(([value]) => values.includes(value))?.[1];
}

interface Meeting {
  readonly role: Role | undefined;
  readonly caller: Caller;
}

/** Whoever comes for the first time: the person of that name here, or a new one where roles are mapped. */
async function meet(
  services: AccountServices,
  { issuer, nameClaim }: OidcSettings,
  claims: Claims,
  { role, caller }: Meeting,
): Promise<Result<PersonRow | undefined>> {
  const name = String(claims[nameClaim] ?? '').toLowerCase();
  const isName = new RegExp(personName.pattern).test(name) && name.length <= personName.maxLength;
  if (!isName || (nameClaim === 'email' && claims['email_verified'] === false)) return noName;
  const { db } = services;
  if (role && !(await findPersonByName(db, name))) {
    // Nobody knows this password: an admin can reset it, should they need one.
    const made = await createPerson(services, { name, role, password: startPassword() }, caller);
    if (!made.ok && made.failure.code !== 'person/taken') return made;
  }
  const person = await findPersonByName(db, name);
  if (!person) return nobody;
  const at = timeFrom(services);
  const isTheirs = await db.transaction().execute(async (transaction) => {
    if (!(await insertIdentity(transaction, { issuer, subject: claims.sub, person_id: person.id, at }))) return false;
    await appendAudit(transaction, done({ ...caller, name }, at, 'person.identity', `${name} at ${issuer}`));
    return true;
  });
  return isTheirs ? ok(person) : nobody;
}

const nobody = fail(
  'auth/wrong',
  'Nobody here has this account, or it is disabled. Ask an administrator of this server.',
);
const noRole = fail('auth/wrong', 'Your account has no role on this server. Ask its administrator.');
const noName = fail('auth/wrong', 'Your account tells no name that is confirmed and can be used here.');
const factorNeeded = fail(
  'auth/code-needed',
  'Your account here has a second factor. Sign in with name, password and code.',
);
