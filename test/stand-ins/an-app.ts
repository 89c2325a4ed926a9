import { createHash, randomBytes } from 'node:crypto';
import type { StandInClient } from '../../src/stand-ins/options';
import type { RunningStandIns } from '../../src/stand-ins/stand-ins';
import { startTestStandIns } from '../support/start-stand-ins';
import { Visitor } from '../support/visitor';

/** An application registered with a stand-in, and somebody who uses it. */
export interface AnApp {
  readonly clientId: string;
  readonly secret: string;
  readonly redirectUri: string;
  readonly dialog: string;
  readonly tokenUrl: string;
}

export interface Answered {
  /** Where the browser is sent, with a code or an error. */
  readonly back: URL;
  readonly verifier: string;
}

/** Goes to the dialog and presses a button. */
export async function ask(
  app: AnApp,
  scope: string,
  button: string,
  changed: Record<string, string> = {},
): Promise<Answered> {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(app.dialog);
  url.search = new URLSearchParams({
    ...{ response_type: 'code', client_id: app.clientId, redirect_uri: app.redirectUri },
    ...{ scope, state: 'the state', code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    ...changed,
  }).toString();
  const visitor = new Visitor(url.origin);
  const picker = await visitor.open(url.href);
  const { url: back } = await picker.form(button).submit();
  return { back, verifier };
}

/** Trades the code in. */
export async function exchange(
  app: AnApp,
  { back, verifier }: Answered,
  changed: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(app.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '' },
      ...{ client_id: app.clientId, client_secret: app.secret, redirect_uri: app.redirectUri },
      code_verifier: verifier,
      ...changed,
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** The stand-ins, and an application registered at both. */
export async function startWithApp(): Promise<{
  standIns: RunningStandIns;
  google: AnApp;
  facebook: AnApp;
}> {
  const clients = {
    google: { id: 'an-app', secret: 'google-says-this-is-the-app', redirectUris: [REDIRECT_URI] },
    facebook: { id: '1010', secret: 'facebook-says-this-is-it', redirectUris: [REDIRECT_URI] },
  };
  const standIns = await startTestStandIns({ port: 0, clients });
  const appAt = (client: StandInClient, dialog: string, token: string): AnApp => ({
    ...{ clientId: client.id, secret: client.secret, redirectUri: REDIRECT_URI },
    ...{ dialog: standIns.url + dialog, tokenUrl: standIns.url + token },
  });
  return {
    standIns,
    google: appAt(clients.google, '/google/o/oauth2/v2/auth', '/google/token'),
    facebook: appAt(
      clients.facebook,
      '/facebook/v23.0/dialog/oauth',
      '/facebook/v23.0/oauth/access_token',
    ),
  };
}

/** Where nobody listens: the browser never goes there. */
const REDIRECT_URI = 'http://127.0.0.1:1/callback';
