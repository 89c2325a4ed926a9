import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { StandInOptions } from '../options';
import { renderPicker, renderSentence } from '../picker';
import type { Logins } from './logins';

/** https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow */
const asked = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  state: z.string().optional(),
  response_type: z.literal('code').default('code'),
  scope: z.string().default('public_profile'),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal('S256').optional(),
});

type Deps = { facebook: StandInOptions['facebook']; logins: Logins };

/** The page that asks who one is, and its answer. Both carry the app's question in the address. */
export function createDialog({ facebook, logins }: Deps): Record<'ask' | 'answer', RequestHandler> {
  const { client, people } = facebook;
  const refuse = (query: unknown): string | undefined => {
    const question = asked.safeParse(query);
    if (!question.success) return 'Invalid parameter';
    if (question.data.client_id !== client.id) return 'Invalid App ID';
    return client.redirectUris.includes(question.data.redirect_uri)
      ? undefined
      : 'URL blocked: this redirect failed because the redirect URI is not white-listed.';
  };

  return {
    ask: (request, response) => {
      const refused = refuse(request.query);
      const page = refused
        ? renderSentence('Facebook', refused)
        : renderPicker({ provider: 'Facebook', people, action: request.originalUrl });
      response
        .status(refused ? 400 : 200)
        .type('html')
        .send(page);
    },

    answer: (request, response) => {
      const refused = refuse(request.query);
      if (refused) {
        response.status(400).type('html').send(renderSentence('Facebook', refused));
        return;
      }
      const question = asked.parse(request.query);
      const { person: chosen } = request.body as { person?: string };
      const person = people.find(({ id }) => id === chosen);
      const back = new URL(question.redirect_uri);
      const told = person
        ? {
            code: logins.addCode({
              person,
              redirectUri: question.redirect_uri,
              scopes: question.scope.split(/[\s,]+/),
              challenge: question.code_challenge,
            }),
          }
        : DENIED;
      back.search = new URLSearchParams({
        ...told,
        ...(question.state && { state: question.state }),
      }).toString();
      // Facebook leaves this in the address, where no server sees it.
      back.hash = '_=_';
      response.redirect(302, back.href);
    },
  };
}

const DENIED = {
  error: 'access_denied',
  error_code: '200',
  error_description: 'Permissions error',
  error_reason: 'user_denied',
};
