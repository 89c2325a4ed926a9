import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Thrown when more bytes arrive than allowed; nothing of them is kept. */
export class TooLarge extends Error {}

/** The bytes of uploads, one file each; they are streamed and never held in memory. */
export interface Blobs {
  /** Throws `TooLarge` past `limit` bytes. */
  write(source: Readable, limit: number): Promise<{ blob: string; size: number }>;
  /** @param size how many bytes from the start */
  read(blob: string, size: number): Readable;
  exists(blob: string): Promise<boolean>;
  remove(blob: string): Promise<void>;
  clear(): Promise<void>;
}

export async function createBlobs(folder: string): Promise<Blobs> {
  await mkdir(folder, { recursive: true });
  const remove = (blob: string) => rm(join(folder, blob), { force: true });
  return {
    write: async (source, limit) => {
      const blob = randomUUID();
      let size = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          done(size > limit ? new TooLarge() : null, chunk);
        },
      });
      // The source is piped, not part of the pipeline: a refused sender must still get an answer.
      source.once('close', () => {
        if (!source.readableEnded) measure.destroy(new Error('the sender went away'));
      });
      source.pipe(measure);
      try {
        await pipeline(measure, createWriteStream(join(folder, blob)));
      } catch (error) {
        source.unpipe(measure);
        source.resume();
        await remove(blob);
        throw error;
      }
      return { blob, size };
    },
    read: (blob, size) =>
      size === 0 ? Readable.from([]) : createReadStream(join(folder, blob), { end: size - 1 }),
    exists: (blob) =>
      stat(join(folder, blob)).then(
        () => true,
        () => false,
      ),
    remove,
    clear: async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
    },
  };
}
