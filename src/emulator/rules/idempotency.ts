import { createHash } from 'node:crypto';
import type { Call, Reply } from '../call';
import { ApiError } from '../errors';
import type { World } from '../world';

const WINDOW_MS = 2 * 3_600_000;
const MAX_KEY = 255;

/**
 * Answers a repeated `Idempotency-Key` with the first answer instead of acting again, for two hours.
 * Only successes are remembered.
 * https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
 * Throws 400 when the key came before with other parameters.
 */
export function onlyOnce(world: World, call: Call, act: () => Reply): Reply {
  const key = call.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return act();
  const { state, clock } = world;
  if (key.length > MAX_KEY) {
    throw idempotentRequestError(`The idempotency key is longer than ${MAX_KEY} characters`);
  }
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(inOrder(call.body)))
    .digest('hex');
  const known = state.idempotentReplies.get(key);
  if (known && Date.parse(known.at) + WINDOW_MS > clock.now()) {
    if (known.fingerprint !== fingerprint) {
      throw idempotentRequestError("Request parameters don't match the given idempotency key");
    }
    const { status, body, headers } = known;
    return { status, body, headers: { ...headers, 'x-idempotency-lookup': 'hit' } };
  }
  const { status, body, headers = {} } = act();
  const at = new Date(clock.now()).toISOString();
  state.idempotentReplies.set(key, { key, fingerprint, status, body, headers, at });
  world.changed();
  return { status, body, headers: { ...headers, 'x-idempotency-lookup': 'miss' } };
}

function idempotentRequestError(description: string): ApiError {
  return new ApiError(400, { error: 'IdempotentRequestError', description });
}

/** Parameters are compared, not bytes: the order of keys means nothing. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}
