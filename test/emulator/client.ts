import { startEmulator, type EmulatorOptions } from '../../src/emulator/server';
import { addPortalSetup } from './portal-setup';
import type { Body } from './shapes';

export const AGENTS = [
  { email: 'agent1@support.example', name: 'Ana Agent' },
  { email: 'agent2@support.example', name: 'Andre Agent' },
];

/** With the portal's fields under ids the tests know, and none of Zendesk's own rules. */
export const PORTAL_ACCOUNT = { agents: AGENTS, furnish: addPortalSetup };

interface Answer {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

export interface Client {
  url: string;
  /** Calls as the integration's admin, unless `headers` carry another Authorization. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  token(client: string, scope?: string): Promise<string>;
  /** A new end user. */
  person(name: string): Promise<{ id: number }>;
  /** A new ticket of a new end user, or of the one named. */
  ticket(fields?: Record<string, unknown>): Promise<{ id: number; requester_id: number }>;
  stop(): Promise<void>;
}

const LEGACY = Buffer.from('integration@portal.example/token:demo-api-token').toString('base64');
export const ADMIN = { authorization: `Basic ${LEGACY}` };

/** Starts an emulator of its own for one test file or one test. */
export async function startClient(options: Partial<EmulatorOptions> = {}): Promise<Client> {
  const emulator = await startEmulator({ port: 0, seed: PORTAL_ACCOUNT, ...options });
  let people = 0;
  const send = async (method: string, path: string, body: unknown, headers: object) => {
    const reply = await fetch(`${emulator.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await reply.text();
    const isJson = /^[[{]/.test(text);
    const parsed = (isJson ? JSON.parse(text) : undefined) as Body;
    return { status: reply.status, headers: reply.headers, text, body: parsed };
  };
  const client: Client = {
    url: emulator.url,
    call: (method, path, body, headers = {}) =>
      send(method, `/api/v2${path}`, body, { ...ADMIN, ...headers }),
    control: (method, path, body) => send(method, `/_emulator${path}`, body, {}),
    token: async (id, scope = 'read write') => {
      const reply = await send(
        'POST',
        '/oauth/tokens',
        {
          grant_type: 'client_credentials',
          client_id: id,
          client_secret: `${id}-secret`,
          scope,
        },
        {},
      );
      return reply.body.access_token;
    },
    person: async (name) => {
      people += 1;
      const user = { name, email: `person${people}@shop.example` };
      const { body } = await client.call('POST', '/users', { user });
      return body.user;
    },
    ticket: async (fields = {}) => {
      const requester =
        'requester_id' in fields ? {} : { requester_id: (await client.person('Olivia')).id };
      const ticket = { subject: 'Invoice', comment: { body: 'Where is it?', public: true } };
      const reply = await client.call('POST', '/tickets', {
        ticket: { ...ticket, ...requester, ...fields },
      });
      return reply.body.ticket;
    },
    stop: () => emulator.stop(),
  };
  return client;
}
