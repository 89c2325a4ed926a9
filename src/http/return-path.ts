/**
 * The only pages a person may be sent back to. Whole paths are listed instead of testing for a
 * leading slash: `/\host`, `/<TAB>/host` and `/.//host` all start with one and leave the site.
 */
const RETURN_PATH =
  /^\/(?:tickets(?:\/[A-Za-z0-9-]{1,40}(?:\/attachments\/[A-Za-z0-9-]{1,64})?)?|sign-in(?:\/code|\/password)?|help-centre|identities\/[\w-]{43}|account(?:\/[a-z-]{1,40}){0,2})(?:\?[\x21\x24-\x5b\x5d\x5f\x61-\x7e]*)?$/;
const LONGEST = 2_000;

/**
 * @param text where somebody asked to go, from a cookie, a form or the address of a request
 * @returns the same path on this site, without the language it was asked in, or undefined when it
 * is not one of ours. Checked when it is remembered and again when it is used.
 */
export function toReturnPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST || !RETURN_PATH.test(text))
    return undefined;
  const [path = '', query = ''] = text.split('?', 2);
  const kept = new URLSearchParams(query);
  kept.delete('locale');
  return kept.size > 0 ? `${path}?${kept.toString()}` : path;
}
