import { readFileSync } from 'node:fs';
import type { CustomStatus, Role, User } from './records';
import { addSystemFields } from './seed/fields';
import { addTrialSetup } from './seed/trial-setup';
import { readState } from './snapshot';
import { emptyState, nextId, type State } from './state';
import { blankUser } from './users';

export interface EmulatorSeed {
  /** Support's people; `agent-demo` acts as the first. */
  agents: { email: string; name: string }[];
  /** Furnishes the account, instead of what Zendesk gives a new one. */
  furnish?: (state: State, stamp: string, people: User[]) => void;
  /** The `state.json` of another account, to begin as that one ended; then nothing else is made. */
  like?: string;
}

const INTEGRATION_EMAIL = 'integration@portal.example';
const DEMO_API_TOKEN = 'demo-api-token';
const REFRESH_TOKEN_DAYS = 30;

/**
 * @param seed support's people
 * @param stamp now, as Zendesk writes time
 * @returns a new account: agents, what Zendesk sets up, a brand and two OAuth clients
 */
export function seedState(seed: EmulatorSeed, stamp: string): State {
  if (seed.like !== undefined) return readState(readFileSync(seed.like, 'utf8')).state;
  const state = emptyState();
  const integration = addUser(state, stamp, 'Portal Integration', INTEGRATION_EMAIL, 'admin');
  const agents = seed.agents.map((agent) =>
    addUser(state, stamp, agent.name, agent.email, 'agent'),
  );
  addSystemFields(state, stamp);
  const furnish = seed.furnish ?? addTrialSetup;
  furnish(state, stamp, [integration, ...agents]);
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
  return state;
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
