import type { RawObject } from './configuration';

/**
 * Where a title is dynamic content, only its raw form can be changed, and the plain one is what one
 * person sees of it; so both are sent.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#json-format
 * @param names the attributes that have a raw form
 */
export function withRawTwins(body: RawObject, names: readonly string[]): RawObject {
  const twins = names
    .filter((name) => typeof body[name] === 'string')
    .map((name) => [`raw_${name}`, body[name]]);
  return { ...body, ...(Object.fromEntries(twins) as RawObject) };
}
