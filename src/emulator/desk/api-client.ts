import type { Readable } from 'node:stream';
import { sentenceOf } from '../errors';
import { DESK_HEADER } from '../intercept';
import type { World } from '../world';

/** The API refused what an agent asked; the message is for the agent. */
export class DeskRefusal extends Error {}

export interface DeskApi {
  get<T>(path: string): Promise<T>;
  put(path: string, body: unknown): Promise<void>;
  /** @returns the upload token */
  upload(name: string, contentType: string, bytes: Readable): Promise<string>;
}

/**
 * The desk uses the same API as everybody, as `agent-demo`, so it can do nothing an agent cannot.
 * @param origin gives the emulator's own address
 */
export function createDeskApi(world: World, origin: () => string): DeskApi {
  let token: string | undefined;

  const send = (path: string, init: RequestInit) =>
    fetch(`${origin()}${path}`, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        [DESK_HEADER]: world.deskMarker,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    });
  const signIn = async () => {
    token = undefined;
    const reply = await send('/oauth/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: 'agent-demo',
        client_secret: 'agent-demo-secret',
        scope: 'read write',
      }),
    });
    token = ((await reply.json()) as { access_token: string }).access_token;
  };
  const signedIn = async () => {
    const probe = token === undefined ? undefined : await send('/api/v2/groups', {});
    if (probe?.status !== 200) await signIn();
  };
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    await signedIn();
    const reply = await send(`/api/v2${path}`, init);
    const body: unknown = JSON.parse((await reply.text()) || '{}');
    if (!reply.ok) throw new DeskRefusal(sentenceOf(body));
    return body;
  };

  return {
    get: async <T>(path: string) => (await call(path, {})) as T,
    put: async (path, body) => {
      await call(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    },
    upload: async (name, contentType, bytes) => {
      const reply = (await call(`/uploads?filename=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': contentType },
        // The types of Node's fetch know no Node streams and no `duplex`, which a stream needs.
        body: bytes as unknown as BodyInit,
        ...{ duplex: 'half' },
      })) as { upload: { token: string } };
      return reply.upload.token;
    },
  };
}
