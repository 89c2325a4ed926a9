import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from './client';

export interface Line {
  field: string;
  operator?: string;
  value?: unknown;
}

export interface Act {
  field: string;
  value: unknown;
}

export const when = (field: string, operator: string, value?: unknown): Line => ({
  field,
  operator,
  value,
});
export const act = (field: string, value: unknown): Act => ({ field, value });
export const CREATED = when('update_type', 'is', 'Create');
export const UPDATED = when('update_type', 'is', 'Change');

export interface ShownRule {
  id: number;
  title: string;
  active: boolean;
  position: number;
  category_id: string;
  conditions: { all: Line[]; any: Line[] };
  actions: Act[];
  default: boolean;
}

export interface Offer {
  subject: string;
  type: string;
  nullable: boolean;
  operators: { value: string; terminal: boolean }[];
  values?: { value: string; title: string }[];
}

export interface Definitions {
  conditions_all: Offer[];
  conditions_any: Offer[];
  actions: Offer[];
}

export interface AuditEvent {
  type: string;
  field_name?: string;
  value?: unknown;
  previous_value?: unknown;
  subject?: string;
  body?: string;
  recipients?: number[];
  via?: { channel: string; source: { from: Record<string, unknown>; to: object; rel: string } };
}

/** Makes a trigger and gives it back as answered. Throws when it is refused. */
export async function trigger(
  zendesk: Client,
  title: string,
  all: Line[],
  actions: Act[],
  more: object = {},
): Promise<ShownRule> {
  const { status, text } = await zendesk.call('POST', '/triggers', {
    trigger: { title, all, actions, ...more },
  });
  if (status !== 201) throw new Error(`${title}: ${status} ${text}`);
  return (JSON.parse(text) as { trigger: ShownRule }).trigger;
}

/** Makes an automation and gives it back as answered. Throws when it is refused. */
export async function automation(
  zendesk: Client,
  title: string,
  all: Line[],
  actions: Act[],
): Promise<ShownRule> {
  const { status, text } = await zendesk.call('POST', '/automations', {
    automation: { title, all, actions },
  });
  if (status !== 201) throw new Error(`${title}: ${status} ${text}`);
  return (JSON.parse(text) as { automation: ShownRule }).automation;
}

/** @returns everything the audits of a ticket tell, oldest first */
export async function auditEvents(zendesk: Client, ticketId: number): Promise<AuditEvent[]> {
  const { text } = await zendesk.call('GET', `/tickets/${ticketId}/audits`);
  const { audits } = JSON.parse(text) as { audits: { events: AuditEvent[] }[] };
  return audits.flatMap(({ events }) => events);
}

export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody who listens, and answers with whatever `status` says at the moment. */
export async function listener() {
  const received: Received[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body });
      response.writeHead(state.status).end('thank you');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/hooks`, received, state, stop };
}
