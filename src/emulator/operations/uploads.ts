import { noContent, type Call, type Reply } from '../call';
import { ApiError, parameterMissing, recordNotFound } from '../errors';
import { TooLarge } from '../blobs';
import { presentAttachment } from '../presenters/comment';
import type { Attachment, Upload } from '../records';
import { expireUploads } from '../rules/expire-uploads';
import { keepFile, MAX_UPLOAD_BYTES, openUpload } from '../rules/keep-upload';
import type { State } from '../state';
import type { World } from '../world';

/**
 * The answer is JSON and calls itself `text/plain`, as recorded from Zendesk.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#upload-files
 */
export async function uploadFiles(world: World, call: Call): Promise<Reply> {
  const { state } = world;
  const { filename, token } = call.query;
  if (!filename) throw parameterMissing('filename');
  await expireUploads(world);
  if (token !== undefined && !state.uploads.has(token)) throw recordNotFound();
  if (Number(call.headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES) throw tooLarge();
  const file = {
    name: filename,
    contentType: call.headers['content-type'] ?? 'application/octet-stream',
    bytes: call.stream,
  };
  const attachment = await keepFile(world, file).catch((error: unknown) => {
    throw error instanceof TooLarge ? tooLarge() : error;
  });
  const upload =
    (token === undefined ? undefined : state.uploads.get(token)) ?? openUpload(world, call.user.id);
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
