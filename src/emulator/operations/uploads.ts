import { randomBytes } from 'node:crypto';
import { noContent, type Call, type Reply } from '../call';
import { ApiError, parameterMissing, recordNotFound } from '../errors';
import { TooLarge } from '../blobs';
import { toStamp } from '../clock';
import { presentAttachment } from '../presenters/comment';
import type { Attachment, Upload } from '../records';
import { expireUploads } from '../rules/expire-uploads';
import { nextId, type State } from '../state';
import type { World } from '../world';

export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
/** https://support.zendesk.com/hc/en-us/articles/4408887057946 */
const TOKEN_LIFE_MS = 60 * 60_000;

/**
 * The answer is JSON and calls itself `text/plain`, as recorded from Zendesk.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#upload-files
 */
export async function uploadFiles(world: World, call: Call): Promise<Reply> {
  const { state, blobs } = world;
  const { filename, token } = call.query;
  if (!filename) throw parameterMissing('filename');
  await expireUploads(world);
  if (token !== undefined && !state.uploads.has(token)) throw recordNotFound();
  if (Number(call.headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES) throw tooLarge();
  const stored = await blobs.write(call.stream, MAX_UPLOAD_BYTES).catch((error: unknown) => {
    throw error instanceof TooLarge ? tooLarge() : error;
  });
  const attachment: Attachment = {
    id: nextId(state),
    token: randomBytes(18).toString('base64url'),
    fileName: filename,
    contentType: call.headers['content-type'] ?? 'application/octet-stream',
    size: stored.size,
    blob: stored.blob,
  };
  state.attachments.set(attachment.id, attachment);
  const upload =
    (token === undefined ? undefined : state.uploads.get(token)) ?? newUpload(world, call);
  upload.attachmentIds.push(attachment.id);
  world.changed();
  return {
    status: 201,
    body: { upload: presentUpload(state, call.origin, upload, attachment) },
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#delete-upload */
export async function deleteUpload(world: World, call: Call): Promise<Reply> {
  const { state, blobs } = world;
  const upload = state.uploads.get(call.params.token ?? '');
  if (!upload) throw recordNotFound();
  state.uploads.delete(upload.token);
  for (const id of upload.attachmentIds) {
    const attachment = state.attachments.get(id);
    state.attachments.delete(id);
    if (attachment) await blobs.remove(attachment.blob);
  }
  world.changed();
  return noContent();
}

function newUpload({ state, clock }: World, call: Call): Upload {
  const upload: Upload = {
    token: randomBytes(18).toString('base64url'),
    userId: call.user.id,
    attachmentIds: [],
    expiresAt: toStamp(clock.now() + TOKEN_LIFE_MS),
  };
  state.uploads.set(upload.token, upload);
  return upload;
}

function presentUpload(state: State, origin: string, upload: Upload, latest: Attachment) {
  const attachments = upload.attachmentIds
    .map((id) => state.attachments.get(id))
    .filter((attachment) => attachment !== undefined);
  return {
    token: upload.token,
    expires_at: upload.expiresAt,
    attachments: attachments.map((attachment) => presentAttachment(origin, attachment)),
    attachment: presentAttachment(origin, latest),
  };
}

function tooLarge(): ApiError {
  return new ApiError(413, {
    error: 'AttachmentTooLarge',
    description: `The file is larger than ${MAX_UPLOAD_BYTES} bytes`,
  });
}
