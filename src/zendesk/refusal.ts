import { AppError, type ErrorCode } from '../errors';
import type { RawAnswer } from './http-line';
import { toRetryAfter } from './retry-after';
import { refusalBody } from './wire/refusal';

/**
 * Zendesk's refusals in the house's eight codes, decided here and nowhere else. Their 401 and 403
 * are about *our* token, so they never reach a person as theirs; a 5xx says nothing about whether
 * the call was carried out.
 * https://developer.zendesk.com/api-reference/introduction/requests/#response-format
 */
export function toRefusal(answer: RawAnswer, now: Date): AppError {
  const { status } = answer;
  const told = words(answer.text);
  const code = told['error'] === KEY_USED ? 'conflict' : codeOf(status);
  const waits = status === 429 || answer.headers.has('retry-after');
  return new AppError(code, `Zendesk answered ${status}.`, {
    details: {
      status,
      ...told,
      ...(saysClosed(told) ? { reason: 'ticket_closed' } : {}),
      ...(told['error'] === OUTDATED ? { reason: 'ticket_changed' } : {}),
      ...(code === 'unavailable' ? { outcome: 'unknown' } : {}),
    },
    retryAfter: waits ? toRetryAfter(answer.headers.get('retry-after'), now) : undefined,
  });
}

/**
 * A 400 that says the key's first use was carried out with another body: what we ask for exists.
 * https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
 */
const KEY_USED = 'IdempotentRequestError';

/** https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions */
const OUTDATED = 'UpdateConflict';

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 400:
    case 406:
    case 413:
    case 422:
      return 'invalid';
    case 404:
    case 410:
      return 'not_found';
    case 409:
      return 'conflict';
    case 429:
      return 'rate_limited';
    case 408:
      return 'unavailable';
  }
  // What is left of the 4xx is about our token or our own mistake: nobody else can mend it.
  return status >= 400 && status < 500 ? 'internal' : 'unavailable';
}

/** https://support.zendesk.com/hc/en-us/articles/4408894213018 (closed tickets take no updates) */
function saysClosed({ details }: Record<string, unknown>): boolean {
  return details !== undefined && /closed prevents ticket update/i.test(JSON.stringify(details));
}

/** What Zendesk said about it, whichever of its envelopes it chose. */
function words(text: string): Record<string, unknown> {
  const read = refusalBody.safeParse(parsed(text));
  if (!read.success) return { description: text.slice(0, 200) };
  const { error, description, details, errors } = read.data;
  const told = {
    error: typeof error === 'string' ? error : (error?.title ?? undefined),
    description: description ?? (typeof error === 'object' ? error?.message : null) ?? undefined,
    details,
    errors,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
