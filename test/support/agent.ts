/** A support engineer at work in Zendesk, through its API. */
export interface Agent {
  tickets(): Promise<AgentTicket[]>;
  ticket(number: number): Promise<AgentTicket>;
  comments(number: number): Promise<AgentComment[]>;
  update(number: number, ticket: object): Promise<AgentTicket>;
  answer(number: number, body: string): Promise<AgentTicket>;
  delete(number: number): Promise<void>;
  restore(number: number): Promise<void>;
  /** @param comment said on the one that closes, for its requester to read */
  merge(number: number, into: number, comment: string): Promise<void>;
  /** How often the portal has solved the ticket. */
  solutions(number: number): Promise<number>;
  get<T>(path: string): Promise<T>;
}

export interface AgentTicket {
  id: number;
  subject: string;
  status: string;
  priority: string | null;
  external_id: string | null;
  tags: string[];
  requester_id: number;
  submitter_id: number;
  organization_id: number | null;
  assignee_id: number | null;
  ticket_form_id: number | null;
  followup_ids: number[];
  custom_fields: { id: number; value: string | null }[];
  via: { source: { rel: string | null } };
}

export interface AgentComment {
  id: number;
  author_id: number;
  body: string;
  public: boolean;
  attachments: { file_name: string; size: number; content_url: string; content_type: string }[];
}

interface Audit {
  metadata: { custom?: { portal_intent?: string } };
  events: { type: string; field_name?: string; value?: unknown }[];
}

async function tokenAt(url: string): Promise<string> {
  const answer = await fetch(`${url}/oauth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: 'agent-demo',
      client_secret: 'agent-demo-secret',
      scope: 'read write',
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** @param url the emulator's address */
export async function agentAt(url: string): Promise<Agent> {
  let token = await tokenAt(url);
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const send = () =>
      fetch(`${url}/api/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
    let response = await send();
    // A token does not outlive the days a story lets pass.
    if (response.status === 401) {
      token = await tokenAt(url);
      response = await send();
    }
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  const me = await call<{ user: { id: number } }>('GET', '/users/me');
  const agent: Agent = {
    delete: (number) => call('DELETE', `/tickets/${number}`),
    restore: (number) => call('PUT', `/deleted_tickets/${number}/restore`),
    merge: (number, into, comment) =>
      call('POST', `/tickets/${into}/merge`, {
        ids: [number],
        source_comment: comment,
        source_comment_is_public: true,
      }),
    get: (path) => call('GET', path),
    solutions: async (number) => {
      const { audits } = await call<{ audits: Audit[] }>('GET', `/tickets/${number}/audits`);
      const isOurs = ({ metadata }: Audit) => metadata.custom?.portal_intent !== undefined;
      const solves = ({ events }: Audit) =>
        events.some(({ field_name: field, value }) => field === 'status' && value === 'solved');
      return audits.filter((audit) => isOurs(audit) && solves(audit)).length;
    },
    tickets: async () => (await call<{ tickets: AgentTicket[] }>('GET', '/tickets')).tickets,
    ticket: async (number) =>
      (await call<{ ticket: AgentTicket }>('GET', `/tickets/${number}`)).ticket,
    comments: async (number) =>
      (await call<{ comments: AgentComment[] }>('GET', `/tickets/${number}/comments`)).comments,
    update: async (number, ticket) =>
      (await call<{ ticket: AgentTicket }>('PUT', `/tickets/${number}`, { ticket })).ticket,
    answer: (number, body) =>
      agent.update(number, {
        comment: { body, public: true },
        status: 'pending',
        assignee_id: me.user.id,
      }),
  };
  return agent;
}
