import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A provider that answers as a test says, well or badly. */
export interface ScriptedProvider {
  readonly tokenUrl: string;
  /** Ends as Google's does. */
  readonly profileUrl: string;
  /** From now on it answers so; what is left out answers well. */
  answer(answers: { token?: Answer; profile?: Answer }): void;
  stop(): Promise<void>;
}

export const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

/** @param token what it gives for every code */
export async function startScriptedProvider(token: string): Promise<ScriptedProvider> {
  // What both questions would be content with, for whoever follows a redirect or reads to an end.
  const both = json({ access_token: token, sub: '1', id: '1' });
  const well = {
    token: json({ access_token: token, refresh_token: `refresh-${token}`, token_type: 'Bearer' }),
    profile: json({ sub: 'nobody' }),
  };
  let answers = well;
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/well')) both(request, response);
    else if (request.url?.startsWith('/token')) answers.token(request, response);
    else answers.profile(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokenUrl: `${url}/token`,
    profileUrl: `${url}/userinfo`,
    answer: (changed) => void (answers = { ...well, ...changed }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
