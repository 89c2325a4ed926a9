import { reached } from '../steps';
import type { Files } from '../storage/files';
import type { Zendesk } from '../zendesk/zendesk';

type Deps = { files: Pick<Files, 'accepted' | 'read'>; zendesk: Pick<Zendesk, 'uploads'> };

/**
 * Uploads an intent's files, anew at each attempt: an upload token may live for an hour only.
 * https://support.zendesk.com/hc/en-us/articles/4408887057946
 * @returns one token per file, in order; throws when any of them fails, so that nothing is sent without its files
 */
export async function uploadFiles({ files, zendesk }: Deps, intent: string): Promise<string[]> {
  const tokens: string[] = [];
  for (const file of await files.accepted([intent])) {
    const { token } = await zendesk.uploads.send({
      name: file.name,
      contentType: file.contentType,
      size: file.size,
      stream: files.read(file.id),
    });
    tokens.push(token);
    reached('file-uploaded');
  }
  return tokens;
}
