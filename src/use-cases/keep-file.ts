import { Transform, type Readable } from 'node:stream';
import type { Customer } from '../domain/customer';
import { LIMITS, type KeptFile } from '../domain/draft';
import { AppError } from '../errors';
import type { Outbox } from '../outbox/outbox';
import { reached } from '../steps';
import type { Files } from '../storage/files';
import type { IncomingFile } from './views';

export type KeepFileDeps = {
  files: Pick<Files, 'store' | 'kept' | 'remove'>;
  outbox: Pick<Outbox, 'find'>;
  uuid: () => string;
};

/**
 * Streams a file in for a form that has not been accepted yet. A form that was accepted keeps the
 * files it had: what comes again with a repeated press is let go.
 * Throws `invalid` for too many, too large and empty files, and keeps nothing of them.
 */
export async function keepFile(
  { files, outbox, uuid }: KeepFileDeps,
  customer: Customer,
  intent: string,
  incoming: IncomingFile,
): Promise<KeptFile> {
  const refuse = (reason: string) =>
    new AppError('invalid', 'The file cannot be kept.', {
      details: { reason, name: incoming.name },
    });
  if (await outbox.find(intent)) {
    incoming.stream.resume();
    return { id: uuid(), name: incoming.name, contentType: incoming.contentType, size: 0 };
  }
  if ((await files.kept(intent, customer.id)).length >= LIMITS.files)
    throw refuse('too_many_files');
  const meta = {
    id: uuid(),
    intent,
    personId: customer.id,
    name: incoming.name,
    contentType: incoming.contentType,
  };
  const kept = await files.store(
    meta,
    bounded(incoming.stream, () => refuse('file_too_large')),
  );
  if (kept.size === 0) {
    await files.remove(kept.id);
    throw refuse('empty_file');
  }
  reached('file-kept');
  return kept;
}

function bounded(stream: Readable, tooLarge: () => AppError): AsyncIterable<Buffer> {
  let size = 0;
  const counter = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length;
      done(size > LIMITS.fileBytes ? tooLarge() : null, piece);
    },
  });
  stream.once('error', (error) => counter.destroy(error));
  return stream.pipe(counter);
}
