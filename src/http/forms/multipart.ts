import { PassThrough, type Readable } from 'node:stream';
import {
  Busboy,
  type BusboyFileStream,
  type BusboyHeaders,
  type BusboyInstance,
} from '@fastify/busboy';
import type { Request } from 'express';
import { LIMITS } from '../../domain/draft';
import { toAppError } from '../../errors';
import type { IncomingFile } from '../../use-cases/views';
import { refusal } from '../refusal';
import { cleanFileName } from './file-name';

/** Fields by name, in the shape the schemas read: a repeated one is a list. */
export type Fields = Record<string, string | string[]>;

export interface MultipartReader {
  /** Judges the fields that came before the first file; throwing keeps every file out. */
  admit(fields: Fields): void;
  /** Takes one file. A file not read to its end is skipped; a rejection ends the whole form. */
  take(file: IncomingFile): Promise<void>;
}

/** Room for the fields beside ten files of the greatest size. */
const TOTAL_BYTES = LIMITS.files * LIMITS.fileBytes + 2 * 1024 * 1024;

const BUSBOY_LIMITS = {
  fieldNameSize: 100,
  // Four bytes a character, twice over: a text that is cut here is still far too long for its form.
  fieldSize: 8 * LIMITS.textCharacters,
  fields: 60,
  // More than is allowed, so that whoever takes the files sees the excess and can name it.
  files: 3 * LIMITS.files,
  fileSize: LIMITS.fileBytes + 1,
  parts: 90,
  headerPairs: 20,
};

/**
 * Reads a form with files as it arrives; nothing is held in memory but the fields.
 *
 * @returns the fields, once every file was taken
 * @throws `invalid` when it is not such a form (415, 400), too large (413) or cut short; and whatever `reader` throws
 */
export async function readMultipart(request: Request, reader: MultipartReader): Promise<Fields> {
  if (!request.is('multipart/form-data')) throw refusal('unsupported_media', 'No files in it.');
  if (Number(request.headers['content-length'] ?? 0) > TOTAL_BYTES) throw tooLarge();
  const parser = openParser(request);
  const fields = Object.create(null) as Fields;
  const streams: Readable[] = [];
  let taken = Promise.resolve();
  let admitted = false;
  const admit = () => {
    if (!admitted) reader.admit(fields);
    admitted = true;
  };
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('field', (name, value) => addField(fields, name, value));
      parser.on('file', (_field, file, name: string | undefined, _encoding, type) => {
        try {
          admit();
        } catch (error) {
          file.on('error', ignore).resume();
          reject(toAppError(error));
          return;
        }
        // A file input left empty sends a part without a name.
        if (name === undefined || name === '') file.on('error', ignore).resume();
        else {
          const stream = passOn(file);
          streams.push(stream);
          const incoming = { name: cleanFileName(name), contentType: type, stream };
          // One after the other: whether a file is one too many depends on those before it.
          taken = taken.then(() => take(incoming, reader));
          taken.catch(reject);
        }
      });
      for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit']) {
        parser.on(limit, () => reject(tooLarge()));
      }
      parser.on('finish', resolve);
      parser.on('error', (error) =>
        reject(refusal('bad_request', 'The form is malformed.', error)),
      );
      watch(request, reject);
      request.pipe(parser);
    });
    await taken;
    admit();
    return fields;
  } catch (error) {
    // Whatever is still coming is read and thrown away: browsers listen only after they spoke.
    request.unpipe(parser);
    request.resume();
    parser.destroy();
    for (const stream of streams) stream.destroy(error as Error);
    await taken.catch(ignore);
    throw error;
  }
}

function openParser(request: Request): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      isPartAFile: (_field, _type, name) => name !== undefined,
      limits: BUSBOY_LIMITS,
    });
  } catch (error) {
    throw refusal('bad_request', 'The form has no boundary.', error);
  }
}

function addField(fields: Fields, name: string, value: string): void {
  const known = fields[name];
  fields[name] = known === undefined ? value : [...[known].flat(), value];
}

async function take(file: IncomingFile, reader: MultipartReader): Promise<void> {
  try {
    await reader.take(file);
  } finally {
    file.stream.destroy();
  }
}

/** A stream of its own for the taker, so that one file given up does not hold back the rest of the form. */
function passOn(file: BusboyFileStream): Readable {
  const stream = new PassThrough();
  // Without a listener an early end would count as an uncaught error after the taker has left.
  stream.on('error', ignore);
  stream.on('close', () => file.unpipe(stream).resume());
  file.on('error', (error) => stream.destroy(error));
  file.pipe(stream);
  return stream;
}

/** Ends the form when it grows too large or the browser goes away. */
function watch(request: Request, reject: (error: Error) => void): void {
  let total = 0;
  request.on('data', (chunk: Buffer) => {
    total += chunk.length;
    if (total > TOTAL_BYTES) reject(tooLarge());
  });
  request.on('close', () => {
    if (!request.complete) reject(refusal('bad_request', 'The browser went away while sending.'));
  });
}

const tooLarge = () => refusal('too_large', 'The form is larger than all its files may be.');
const ignore = () => {};
