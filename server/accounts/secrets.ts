import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text: nobody guesses it, so its digest needs no salt and no work. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** How a secret is stored: the same length always, and nothing readable at rest. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
