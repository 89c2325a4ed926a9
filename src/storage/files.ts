import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { KeptFile } from '../domain/draft';
import type { Schema } from './schema';

export type Files = ReturnType<typeof createFiles>;

/** One row of bytes. Small enough to keep memory flat, large enough to keep rows few. */
const CHUNK_BYTES = 256 * 1024;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface StoredFile extends KeptFile {
  readonly intent: string;
}

/** The bytes of attachments, chunked, from the browser's upload until support has them. */
export function createFiles(db: Kysely<Schema>) {
  const complete = () =>
    db
      .selectFrom('files')
      .select(['id', 'intent', 'name', 'content_type', 'size'])
      .where('complete', '=', true);

  const file = {
    /**
     * Streams a file in; it counts only once its last byte is stored.
     * @throws whatever the stream throws; what was stored of it is removed then
     */
    async store(
      meta: { id: string; intent: string; personId: string; name: string; contentType: string },
      stream: AsyncIterable<Buffer>,
    ): Promise<KeptFile> {
      await db
        .insertInto('files')
        .values({
          id: meta.id,
          intent: meta.intent,
          person_id: meta.personId,
          name: meta.name,
          content_type: meta.contentType,
          size: 0,
          sha256: '',
        })
        .execute();
      try {
        const { size, sha256 } = await storeChunks(db, meta.id, stream);
        await db
          .updateTable('files')
          .set({ size, sha256, complete: true })
          .where('id', '=', meta.id)
          .execute();
        return { id: meta.id, name: meta.name, contentType: meta.contentType, size };
      } catch (error) {
        await file.remove(meta.id);
        throw error;
      }
    },

    async remove(id: string): Promise<void> {
      await db.deleteFrom('files').where('id', '=', id).execute();
    },

    /** @returns the files this person has stored for a form, in order of arrival */
    async kept(intent: string, personId: string): Promise<StoredFile[]> {
      const rows = await complete()
        .where('intent', '=', intent)
        .where('person_id', '=', personId)
        .where('accepted', '=', false)
        .orderBy('position')
        .execute();
      return rows.map(toFile);
    },

    /**
     * Binds kept files to the act they came with, in the transaction that says yes. Only these:
     * the same form sent twice at once stores its files twice, and must not send them twice.
     * @returns how many of them there were
     */
    async accept(
      trx: Kysely<Schema>,
      accepted: { intent: string; personId: string; ids: readonly string[] },
    ): Promise<number> {
      if (accepted.ids.length === 0) return 0;
      const result = await trx
        .updateTable('files')
        .set({ accepted: true })
        .where('intent', '=', accepted.intent)
        .where('person_id', '=', accepted.personId)
        .where('complete', '=', true)
        .where('id', 'in', accepted.ids)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    /** Hands files of one accepted act to another that takes its place; others are left where they are. */
    async move(
      trx: Kysely<Schema>,
      moved: { from: string; to: string; ids: readonly string[] },
    ): Promise<void> {
      if (moved.ids.length === 0) return;
      await trx
        .updateTable('files')
        .set({ intent: moved.to })
        .where('intent', '=', moved.from)
        .where('accepted', '=', true)
        .where('id', 'in', moved.ids)
        .execute();
    },

    /** Removes every file of an act that was let go of. */
    async removeOf(trx: Kysely<Schema>, intent: string): Promise<void> {
      await trx.deleteFrom('files').where('intent', '=', intent).execute();
    },

    /** @returns the files of accepted acts, in order of arrival */
    async accepted(intents: readonly string[]): Promise<StoredFile[]> {
      if (intents.length === 0) return [];
      const rows = await complete()
        .where('intent', 'in', intents)
        .where('accepted', '=', true)
        .orderBy('position')
        .execute();
      return rows.map(toFile);
    },

    /** @returns an accepted file; null for any other */
    async find(id: string): Promise<StoredFile | null> {
      if (!UUID.test(id)) return null;
      const row = await complete()
        .where('id', '=', id)
        .where('accepted', '=', true)
        .executeTakeFirst();
      return row ? toFile(row) : null;
    },

    /** @returns the bytes, one chunk in memory at a time */
    read(id: string): Readable {
      return Readable.from(readChunks(db, id), { objectMode: false });
    },

    /** Removes what came before then and was never accepted. @returns how many */
    async sweepAbandoned(before: Date): Promise<number> {
      const result = await db
        .deleteFrom('files')
        .where('created_at', '<', before)
        .where('accepted', '=', false)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
  return file;
}

async function storeChunks(
  db: Kysely<Schema>,
  fileId: string,
  stream: AsyncIterable<Buffer>,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  let number = 0;
  for await (const bytes of inChunks(stream)) {
    hash.update(bytes);
    size += bytes.length;
    await db.insertInto('file_chunks').values({ file_id: fileId, number, bytes }).execute();
    number += 1;
  }
  return { size, sha256: hash.digest('hex') };
}

async function* inChunks(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    held.push(piece);
    length += piece.length;
    if (length >= CHUNK_BYTES) {
      yield Buffer.concat(held);
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(held);
}

async function* readChunks(db: Kysely<Schema>, fileId: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const row = await db
      .selectFrom('file_chunks')
      .select('bytes')
      .where('file_id', '=', fileId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!row) return;
    yield row.bytes;
  }
}

function toFile(row: {
  id: string;
  intent: string;
  name: string;
  content_type: string;
  size: number;
}): StoredFile {
  return {
    id: row.id,
    intent: row.intent,
    name: row.name,
    contentType: row.content_type,
    size: row.size,
  };
}
