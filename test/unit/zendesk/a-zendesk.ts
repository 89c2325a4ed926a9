import nock from 'nock';
import type { Log } from '../../../src/log';
import type { NewTicket } from '../../../src/zendesk/ticket-mapping';
import { connectZendesk, type Zendesk, type ZendeskOptions } from '../../../src/zendesk/zendesk';
import { createMemoryLedger } from '../../../src/zendesk/memory-ledger';

export const ORIGIN = 'https://acme.zendesk.com';
export const API = `${ORIGIN}/api/v2`;
export const NOW = new Date('2026-11-22T12:00:00Z');
export const FIELD_IDS = {
  vtexAccount: 101,
  area: 102,
  impactLevel: 103,
  portalReference: 104,
  financialForm: 201,
};
export const OAUTH = { kind: 'oauth', clientId: 'portal', clientSecret: 'keep-me-secret' } as const;

const opened: Zendesk[] = [];

// Loading nock replaces Node's own http for the whole test worker, the files after this one included.
afterAll(() => nock.restore());

/** Connected with an API token and a clock that stands still, unless told otherwise. */
export function aZendesk(changes: Partial<ZendeskOptions> = {}): Zendesk {
  const zendesk = connectZendesk({
    url: ORIGIN,
    auth: { kind: 'api_token', email: 'robot@acme.test', token: 'keep-me-secret' },
    fieldIds: FIELD_IDS,
    rules: { priorityByImpact: { normal: 'normal', high: 'high', urgent: 'urgent' } },
    timeoutMs: 1_000,
    log: recordingLog().log,
    now: () => NOW,
    ledger: createMemoryLedger({ now: changes.now ?? (() => NOW) }),
    ...changes,
  });
  opened.push(zendesk);
  return zendesk;
}

/** For `afterEach`: a test that forgot to make a call fails here. */
export async function leaveNothingBehind(): Promise<void> {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  await Promise.all(opened.splice(0).map((zendesk) => zendesk.close()));
  if (unused.length > 0) throw new Error(`Never called: ${unused.join(', ')}`);
}

export function recordingLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const write = (fields: object, message: string) =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
  return { log, lines };
}

export function aWireTicket(changes: object = {}): object {
  return {
    id: 35,
    external_id: 'VS-AAAAAA-BBBBBB',
    subject: 'Invoice',
    status: 'open',
    type: null,
    requester_id: 11,
    organization_id: 21,
    assignee_id: null,
    custom_fields: [
      { id: 101, value: 'acme' },
      { id: 102, value: 'area_financial' },
      { id: 103, value: 'impact_high' },
      { id: 999, value: true },
    ],
    via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
    created_at: '2026-11-22T10:00:00Z',
    updated_at: '2026-11-22T11:00:00Z',
    generated_timestamp: 1795000000,
    a_key_of_tomorrow: {},
    ...changes,
  };
}

export function aWireComment(changes: object = {}): object {
  return {
    id: 501,
    type: 'Comment',
    author_id: 11,
    body: 'Where is my invoice?',
    public: true,
    created_at: '2026-11-22T10:00:00Z',
    attachments: [],
    ...changes,
  };
}

export function anAudit(intentId: string, comment: object = aWireComment()): object {
  return {
    id: 900,
    ticket_id: 35,
    created_at: '2026-11-22T10:00:00Z',
    author_id: 11,
    metadata: { system: {}, custom: { portal_intent: intentId } },
    events: [{ id: 1, type: 'Create', field_name: 'status', value: 'new' }, comment],
  };
}

export function aNewTicket(changes: Partial<NewTicket> = {}): NewTicket {
  return {
    reference: 'VS-AAAAAA-BBBBBB',
    subject: 'Invoice',
    text: 'Where is my invoice?',
    account: 'acme',
    kind: 'financial',
    impact: 'high',
    requesterId: 11,
    organizationId: 21,
    uploadTokens: [],
    followUpOf: null,
    intentId: 'intent-1',
    ...changes,
  };
}
