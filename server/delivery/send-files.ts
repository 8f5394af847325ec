import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Db, type FileRow, findFile } from '../storage/index.ts';
import { sendContent } from './send-content.ts';

/** Files of `_ui/`: of releases in storage, and the server's own. Null when there is none at the address. */
export type FindFile = (address: string) => Promise<FileRow | null>;

export const fileFinder =
  (db: Db, own: ReadonlyMap<string, FileRow>): FindFile =>
  async (address) =>
    own.get(address) ?? (await findFile(db, address)) ?? null;

/** An address names its content by hash, so whoever has it never asks again. */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileRow): Promise<FastifyReply> {
  reply.header('cache-control', 'public, max-age=31536000, immutable');
  // A picture that is a document: it may style itself, but run nothing and load nothing.
  if (file.type === 'image/svg+xml')
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return sendContent(request, reply, { bytes: file.bytes, type: file.type, etag: `"${file.address}"` });
}
