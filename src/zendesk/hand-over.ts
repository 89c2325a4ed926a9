import { createHmac } from 'node:crypto';
import type { Customer } from '../domain/customer';

/**
 * Zendesk's single sign-on by JSON Web Token: HS256, believed for three minutes after `iat` and once
 * per `jti`. The person is known by our own id; nothing about roles, organizations or tags is said, so
 * what Zendesk holds of them stays.
 * https://support.zendesk.com/hc/en-us/articles/4408845838874
 * @param deps.url the Zendesk's address
 * @returns what makes the form that one person's browser posts, with a token of its own each time
 */
export function createHandOver(deps: {
  url: string;
  secret: string;
  random: (bytes: number) => Buffer;
  now: () => Date;
}) {
  const { url, secret, random, now } = deps;
  const { origin } = new URL(url);
  return ({ id, email, name }: Customer, returnTo: string | undefined) => ({
    action: `${origin}/access/jwt`,
    token: sign(secret, {
      iat: Math.floor(now().getTime() / 1000),
      jti: random(16).toString('base64url'),
      external_id: id,
      email,
      name,
    }),
    returnTo: isAt(origin, returnTo) ? returnTo : undefined,
  });
}

/** Only pages of the help centre itself: anything else would make our link lead anywhere. */
function isAt(origin: string, address: string | undefined): boolean {
  if (address === undefined || !address.startsWith(`${origin}/`) || /[\s\\]/.test(address)) {
    return false;
  }
  return URL.canParse(address) && new URL(address).origin === origin;
}

function sign(secret: string, claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
