import { hash } from 'node:crypto';
import { takeDigest } from '../document/digest.ts';

/** Importing the adapter is enough: documents and programs are hashed in native code. */
takeDigest((text, form) => hash('sha256', text, form));
