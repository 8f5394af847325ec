import type { FastifyReply, FastifyRequest } from 'fastify';
import { expiringCache } from '#engine';
import { type AssetFiles, assetFiles, nodeClock, runtimeFiles } from '#engine/node';
import { type Packed, packed } from '../packed.ts';
import { type FileRow, findFile, isAway, type Storage } from '../storage/index.ts';
import { sendContent } from './send-content.ts';

/** Files of `_ui/`: of releases, of the core theme, and of the server's own pages. Null when the address has none. */
export type FindFile = (address: string) => Promise<FileRow | null>;

export function fileFinder(
  { db, read }: Pick<Storage, 'db' | 'read'>,
  own: ReadonlyMap<string, FileRow>,
  /** Of pages that are made when somebody opens them: asked last, because looking makes them. */
  late: (address: string) => FileRow | undefined,
  /** Of pages on this server's disk, for when the database is away. */
  keptOnDisk: (address: string) => FileRow | null,
): FindFile {
  const core = assetFiles(null);
  const kept = expiringCache<FileRow>({ ...inMemory, lifetime: Number.POSITIVE_INFINITY, clock: nodeClock });
  /** A replica that lacks it may only lag. */
  const stored = async (address: string): Promise<FileRow | undefined> =>
    (await read((from) => findFile(from, address)).catch((error: unknown) => onDisk(address, error))) ??
    (await findFile(db, address));
  const onDisk = (address: string, error: unknown): FileRow => {
    const file = isAway(error) ? keptOnDisk(address) : null;
    if (file) return file;
    throw error;
  };
  return async (address) => {
    const known = own.get(address) ?? kept.get(address);
    if (known) return known;
    const found = runtimeFile(address) ?? coreFile(core, address) ?? (await stored(address)) ?? late(address) ?? null;
    if (found) kept.set(address, found, found.bytes.length);
    return found;
  };
}

/** Files that were asked for: pages keep their styles while the database is away. */
const inMemory = { most: 10_000, mostBytes: 32 * 2 ** 20 };

function runtimeFile(address: string): FileRow | null {
  const file = [...runtimeFiles().values()].find((one) => one.address === address);
  return file ? { address, type: 'text/javascript; charset=utf-8', bytes: Buffer.from(file.bytes) } : null;
}

function coreFile(core: AssetFiles, address: string): FileRow | null {
  const [, hash = '', name = ''] = /^assets\/([0-9a-f]{12})\/([A-Za-z0-9._~-]+)$/.exec(address) ?? [];
  const file = core.at(hash, name);
  return file && { address, type: file.type, bytes: file.bytes };
}

/** An address names its content by hash, so whoever has it never asks again. */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileRow): Promise<FastifyReply> {
  reply.header('cache-control', 'public, max-age=31536000, immutable');
  // A picture that is a document: it may style itself, but run nothing and load nothing.
  if (file.type === 'image/svg+xml')
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return sendContent(request, reply, { content: packedOnce(file), type: file.type });
}

/** As it was sent, for as long as the file is kept. */
const sent = new WeakMap<FileRow, Packed>();

function packedOnce(file: FileRow): Packed {
  const known = sent.get(file) ?? packed(file.bytes, `"${file.address}"`);
  sent.set(file, known);
  return known;
}
