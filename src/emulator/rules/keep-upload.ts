import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { toStamp } from '../clock';
import type { Attachment, Upload } from '../records';
import { nextId } from '../state';
import type { World } from '../world';

export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
/** https://support.zendesk.com/hc/en-us/articles/4408887057946 */
const TOKEN_LIFE_MS = 60 * 60_000;

export interface IncomingFile {
  name: string;
  contentType: string;
  bytes: Readable;
}

/** Stores a file that belongs to nothing yet. Throws `TooLarge`. */
export async function keepFile(world: World, file: IncomingFile): Promise<Attachment> {
  const { state, blobs } = world;
  const stored = await blobs.write(file.bytes, MAX_UPLOAD_BYTES);
  const attachment: Attachment = {
    id: nextId(state),
    token: randomToken(),
    fileName: file.name,
    contentType: file.contentType,
    size: stored.size,
    blob: stored.blob,
  };
  state.attachments.set(attachment.id, attachment);
  world.changed();
  return attachment;
}

/** Makes a token under which files wait for the comment they belong to. */
export function openUpload({ state, clock }: World, userId: number): Upload {
  const upload: Upload = {
    token: randomToken(),
    userId,
    attachmentIds: [],
    expiresAt: toStamp(clock.now() + TOKEN_LIFE_MS),
  };
  state.uploads.set(upload.token, upload);
  return upload;
}

const randomToken = () => randomBytes(18).toString('base64url');
