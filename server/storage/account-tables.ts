/** The tables of accounts. Times are RFC 3339 in UTC; what is secret is stored as a hash, or sealed (`secret-box.ts`). */
export interface AccountTables {
  readonly person: PersonRow;
  readonly identity: IdentityRow;
  readonly second_factor: SecondFactorRow;
  readonly recovery_code: RecoveryCodeRow;
  readonly session: SessionRow;
  readonly refresh_token: RefreshTokenRow;
  readonly sign_in_failure: SignInFailureRow;
  readonly token_key: TokenKeyRow;
}

export interface PersonRow {
  readonly id: string;
  /** What they sign in with, in small letters. */
  readonly name: string;
  readonly role: string;
  /** Argon2id in PHC form. */
  readonly password: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly disabled_at: string | null;
  /** 1 while the password is one that somebody else gave them. */
  readonly password_given: number;
}

/** Who a person is at an OpenID Connect issuer. */
export interface IdentityRow {
  readonly issuer: string;
  readonly subject: string;
  readonly person_id: string;
  readonly at: string;
}

export interface SecondFactorRow {
  readonly person_id: string;
  /** Sealed. */
  readonly seed: string;
  /** Null until a first code has shown that the person's device knows the seed. */
  readonly confirmed_at: string | null;
  /** Time step of the last code that counted; none of it or before counts again. */
  readonly last_step: number;
}

export interface RecoveryCodeRow {
  readonly hash: string;
  readonly person_id: string;
  readonly used_at: string | null;
}

/** Somebody is signed in, from one sign-in to its end. */
export interface SessionRow {
  readonly id: string;
  readonly person_id: string;
  /** SHA-256 of the cookie of a browser; null for a program, which has tokens. */
  readonly cookie_hash: string | null;
  /** 1 when a second factor was proved. */
  readonly second_factor: number;
  readonly started_at: string;
  readonly expires_at: string;
  readonly ended_at: string | null;
}

/** One per use: a session's refresh tokens form a chain, and only the last one counts. */
export interface RefreshTokenRow {
  readonly hash: string;
  readonly session_id: string;
  readonly expires_at: string;
  readonly used_at: string | null;
}

/** How often in a row somebody failed to sign in. */
export interface SignInFailureRow {
  /** Hash of a name, or of a name and a network address. */
  readonly key: string;
  readonly failures: number;
  readonly wait_until: string;
  readonly last_at: string;
}

/** A key that access tokens are signed with. */
export interface TokenKeyRow {
  readonly kid: string;
  /** JWK. */
  readonly public_key: string;
  /** Sealed JWK. */
  readonly private_key: string;
  readonly created_at: string;
  /** From then on it signs nothing more; what it signed counts until it expires. */
  readonly retired_at: string | null;
  /** From then on nothing it signed counts. */
  readonly revoked_at: string | null;
}
