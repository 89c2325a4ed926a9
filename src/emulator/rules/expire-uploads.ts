import type { World } from '../world';

/** Uploads that never became part of a comment lose their files with their token. */
export async function expireUploads(world: World): Promise<void> {
  const { state, clock, blobs } = world;
  for (const upload of [...state.uploads.values()]) {
    if (Date.parse(upload.expiresAt) > clock.now()) continue;
    state.uploads.delete(upload.token);
    for (const id of upload.attachmentIds) {
      const attachment = state.attachments.get(id);
      state.attachments.delete(id);
      if (attachment) await blobs.remove(attachment.blob);
    }
    world.changed();
  }
}
