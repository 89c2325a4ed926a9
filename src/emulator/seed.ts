import type { CustomStatus, Role, User, Webhook } from './records';
import { addSystemFields } from './seed/fields';
import { addPortalSetup } from './seed/portal-setup';
import { addTrialSetup } from './seed/trial-setup';
import { emptyState, nextId, type State } from './state';
import { blankUser } from './users';
import { ulid } from './webhooks/ulid';
import { TICKET_EVENTS } from './webhooks/ticket-events';

export interface EmulatorSeed {
  /** `trial` is an account as Zendesk gives it; without a word the portal's own set-up is there. */
  account?: 'trial';
  /** Support's people; `agent-demo` acts as the first. */
  agents: { email: string; name: string }[];
  /** Who is told of every change of a ticket, and what the telling is signed with. */
  webhook?: { endpoint: string; secret: string };
}

const INTEGRATION_EMAIL = 'integration@portal.example';
const DEMO_API_TOKEN = 'demo-api-token';
const REFRESH_TOKEN_DAYS = 30;
const SEEDED_WEBHOOK = 'Portal';

/**
 * @param seed support's people
 * @param stamp now, as Zendesk writes time
 * @returns a new account: agents, what Zendesk or the portal sets up, a brand and two OAuth clients
 */
export function seedState(seed: EmulatorSeed, stamp: string): State {
  const state = emptyState();
  const integration = addUser(state, stamp, 'Portal Integration', INTEGRATION_EMAIL, 'admin');
  const agents = seed.agents.map((agent) =>
    addUser(state, stamp, agent.name, agent.email, 'agent'),
  );
  addSystemFields(state, stamp);
  if (seed.account === 'trial') addTrialSetup(state, stamp, [integration, ...agents]);
  else addPortalSetup(state, stamp, agents);
  addStatuses(state);
  const brandId = nextId(state);
  state.brands.set(brandId, {
    id: brandId,
    name: 'Support',
    subdomain: 'emulator',
    createdAt: stamp,
  });
  addClient(state, 'portal-demo', integration);
  addClient(state, 'agent-demo', agents[0] ?? integration);
  addRefreshToken(state, stamp, integration);
  state.apiTokens.set(DEMO_API_TOKEN, { token: DEMO_API_TOKEN });
  return seedWebhook(state, seed, stamp);
}

/**
 * Brings the seed's webhook up to date, also in an account kept from an earlier start: the address
 * of who listens may have changed since.
 * @returns the same account
 */
export function seedWebhook(state: State, { webhook }: EmulatorSeed, stamp: string): State {
  if (!webhook) return state;
  const known = [...state.webhooks.values()].find(({ name }) => name === SEEDED_WEBHOOK);
  const seeded = known ?? newSeededWebhook(stamp);
  state.webhooks.set(seeded.id, { ...seeded, ...webhook, status: 'active' });
  return state;
}

function newSeededWebhook(stamp: string): Webhook {
  return {
    id: ulid(Date.parse(stamp)),
    name: SEEDED_WEBHOOK,
    description: '',
    status: 'active',
    subscriptions: [...TICKET_EVENTS],
    endpoint: '',
    httpMethod: 'POST',
    requestFormat: 'json',
    authentication: null,
    customHeaders: {},
    secret: '',
    createdBy: '-1',
    createdAt: stamp,
    updatedBy: '-1',
    updatedAt: stamp,
  };
}

function addUser(state: State, stamp: string, name: string, email: string, role: Role): User {
  const user: User = {
    ...blankUser(stamp),
    id: nextId(state),
    name,
    email: email.toLowerCase(),
    role,
    verified: true,
  };
  state.users.set(user.id, user);
  return user;
}

function addStatuses(state: State): void {
  const statuses: [category: CustomStatus['category'], agent: string, endUser: string][] = [
    ['new', 'New', 'Open'],
    ['open', 'Open', 'Open'],
    ['pending', 'Pending', 'Awaiting your reply'],
    ['hold', 'On-hold', 'Open'],
    ['solved', 'Solved', 'Solved'],
  ];
  for (const [category, agentLabel, endUserLabel] of statuses) {
    const id = nextId(state);
    state.customStatuses.set(id, { id, category, agentLabel, endUserLabel });
  }
}

function addClient(state: State, identifier: string, user: User): void {
  const client = { identifier, secret: `${identifier}-secret`, userId: user.id };
  state.oauthClients.set(identifier, client);
}

/** Client credentials give no refresh token, so the refresh flow needs one to begin with. */
function addRefreshToken(state: State, stamp: string, user: User): void {
  const expiresAt = new Date(Date.parse(stamp) + REFRESH_TOKEN_DAYS * 86_400_000).toISOString();
  state.refreshTokens.set('portal-demo-refresh', {
    token: 'portal-demo-refresh',
    clientIdentifier: 'portal-demo',
    userId: user.id,
    scopes: ['read', 'write', 'impersonate'],
    expiresAt,
    used: false,
  });
}
