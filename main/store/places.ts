import { join } from 'node:path';

/** Where a project keeps what is not a document. Not committed by its users. */
export const studioFolder = (folder: string): string => join(folder, '.studio');
export const databaseFile = (folder: string): string => join(studioFolder(folder), 'studio.db');
export const backupFolder = (folder: string): string => join(studioFolder(folder), 'backups');
