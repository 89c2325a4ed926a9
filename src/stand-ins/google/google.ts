import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Router, urlencoded, type Request, type Response } from 'express';
import type { Configuration, interactionPolicy, Provider } from 'oidc-provider';
import type { StandInOptions } from '../options';
import { renderPicker } from '../picker';

/** Google's own paths, below the stand-in's address. https://accounts.google.com/.well-known/openid-configuration */
const ROUTES = {
  authorization: '/o/oauth2/v2/auth',
  token: '/token',
  userinfo: '/v1/userinfo',
  jwks: '/oauth2/v3/certs',
};
const SCOPES = 'openid email profile';

/**
 * A real OpenID provider with Google's paths. It is an ES module that costs a second to load, so it
 * is loaded here and nowhere else.
 *
 * @param issuer where the router is mounted, such as `http://127.0.0.1:4100/google`
 */
export async function createGoogle(
  issuer: string,
  { client, people }: StandInOptions['google'],
): Promise<Router> {
  const oidc = await import('oidc-provider');
  const { pathname } = new URL(issuer);
  const provider = new oidc.Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...client.redirectUris],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    ...{ jwks: { keys: [signingKey()] }, cookies: { keys: [randomBytes(32).toString('hex')] } },
    routes: ROUTES,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // Google asks for no proof key but holds a client to the one it sent.
    pkce: { required: () => false },
    features: { devInteractions: { enabled: false } },
    interactions: {
      policy: askEveryTime(oidc.interactionPolicy),
      url: (_context, { uid }) => `${pathname}/interaction/${uid}`,
    },
    // Seconds, as Google has them.
    ttl: {
      ...{ AccessToken: 3_599, AuthorizationCode: 600, IdToken: 3_599 },
      ...{ Grant: 3_600, Interaction: 3_600, Session: 3_600 },
    },
    findAccount: (_context, id) => {
      const person = people.find((known) => known.id === id);
      if (!person) return undefined;
      const { name, email, verified = true } = person;
      return {
        accountId: id,
        claims: () => ({ sub: id, name, ...(email && { email, email_verified: verified }) }),
      };
    },
    loadExistingGrant,
  });
  return createRouter(provider, people, pathname);
}

/** Nobody is remembered, so that one can come as another person; what the app asks for is granted. */
function askEveryTime({ base, Check }: typeof interactionPolicy) {
  const policy = base();
  policy.remove('consent');
  const notChosen = new Check('choose', 'Choose an account', ({ oidc }) => !oidc.result?.login);
  policy.get('login')?.checks.add(notChosen);
  return policy;
}

const loadExistingGrant: Configuration['loadExistingGrant'] = async ({ oidc }) => {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client?.clientId,
    accountId: oidc.session?.accountId,
  });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
};

function createRouter(
  provider: Provider,
  people: StandInOptions['google']['people'],
  pathname: string,
): Router {
  const router = Router();
  router.get('/interaction/:uid', async (request: Request<{ uid: string }>, response: Response) => {
    await provider.interactionDetails(request, response);
    const action = `${pathname}/interaction/${request.params.uid}`;
    response.type('html').send(renderPicker({ provider: 'Google', people, action }));
  });
  router.post('/interaction/:uid', urlencoded({ extended: false }), async (request, response) => {
    const { person } = request.body as { person?: string };
    const result = people.some(({ id }) => id === person)
      ? { login: { accountId: person!, remember: false } }
      : { error: 'access_denied', error_description: 'The user denied the request' };
    await provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
  });
  router.use(provider.callback());
  return router;
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}
