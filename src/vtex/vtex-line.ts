import { toAppError } from '../errors';
import { cannotTell, toRefusal } from './refusal';

export type VtexLine = ReturnType<typeof openVtexLine>;

/** Bytes. A page of a hundred users is some 30 kB. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

/**
 * Calls to VTEX: one total time for each, no redirect followed, nothing repeated. The key goes to
 * the address given here and nowhere else.
 * https://developers.vtex.com/docs/guides/api-authentication-using-api-keys
 */
export function openVtexLine(options: {
  /** `{account}` stands for the account's name, which is one DNS label. */
  address: string;
  timeoutMs: number;
}) {
  return {
    /** @returns the parsed body. Throws an AppError that says why there is none. */
    async get(
      account: string,
      path: string,
      key: { appKey: string; appToken: string },
    ): Promise<unknown> {
      const origin = options.address.replace('{account}', account);
      const signal = AbortSignal.timeout(options.timeoutMs);
      try {
        const response = await fetch(`${origin}${path}`, {
          headers: {
            accept: 'application/json',
            'X-VTEX-API-AppKey': key.appKey,
            'X-VTEX-API-AppToken': key.appToken,
          },
          redirect: 'manual',
          signal,
        });
        if (response.status !== 200) {
          await response.body?.cancel();
          throw toRefusal(response.status);
        }
        return readJson(await textOf(response));
      } catch (thrown) {
        throw toTrouble(thrown);
      }
    },
  };
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) {
      throw cannotTell('unavailable', 'its answer is larger than we accept');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw cannotTell('unavailable', 'VTEX answered with something that is not JSON');
  }
}

function toTrouble(thrown: unknown) {
  const error = toAppError(thrown);
  if (error.code !== 'internal' || error === thrown) return error;
  const isLate = (thrown as { name?: unknown }).name === 'TimeoutError';
  const why = isLate ? 'VTEX did not answer in time' : 'VTEX could not be reached';
  return cannotTell('unavailable', why, thrown);
}
