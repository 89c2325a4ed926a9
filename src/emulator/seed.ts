import type { CustomStatus, FieldOption, Role, TicketField, User, Webhook } from './records';
import { emptyState, nextId, type State } from './state';
import { blankUser } from './users';
import { ulid } from './webhooks/ulid';
import { TICKET_EVENTS } from './webhooks/ticket-events';

export interface EmulatorSeed {
  /** Support's people; `agent-demo` acts as the first. */
  agents: { email: string; name: string }[];
  /** Who is told of every change of a ticket, and what the telling is signed with. */
  webhook?: { endpoint: string; secret: string };
}

const INTEGRATION_EMAIL = 'integration@portal.example';
const DEMO_API_TOKEN = 'demo-api-token';
/** Ids the portal's demo configuration names; the other ids are given out as records are made. */
export const FIELD_IDS = {
  vtexAccount: 360_000_000_101,
  area: 360_000_000_102,
  impactLevel: 360_000_000_103,
} as const;
const FORM_ID = 360_000_000_201;
const REFRESH_TOKEN_DAYS = 30;
const SEEDED_WEBHOOK = 'Portal';

/**
 * @param seed support's people
 * @param stamp now, as Zendesk writes time
 * @returns the account of the demo: agents, one group, fields, a form, a brand and two OAuth clients
 */
export function seedState(seed: EmulatorSeed, stamp: string): State {
  const state = emptyState();
  const integration = addUser(state, stamp, 'Portal Integration', INTEGRATION_EMAIL, 'admin');
  const agents = seed.agents.map((agent) =>
    addUser(state, stamp, agent.name, agent.email, 'agent'),
  );
  addGroup(state, stamp, agents);
  addFields(state, stamp);
  addStatuses(state);
  state.ticketForms.set(FORM_ID, {
    id: FORM_ID,
    name: 'Financial support',
    ticketFieldIds: [...state.ticketFields.keys()],
    isDefault: true,
    endUserVisible: true,
    createdAt: stamp,
  });
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

function addGroup(state: State, stamp: string, agents: User[]): void {
  const id = nextId(state);
  const memberIds = agents.map((agent) => agent.id);
  state.groups.set(id, {
    id,
    name: 'Financial Support',
    isDefault: true,
    memberIds,
    createdAt: stamp,
  });
  for (const agent of agents) agent.defaultGroupId = id;
}

function addFields(state: State, stamp: string): void {
  const system: [type: string, title: string, editable: boolean, required: boolean][] = [
    ['subject', 'Subject', true, true],
    ['description', 'Description', true, true],
    ['status', 'Status', false, false],
    ['tickettype', 'Type', false, false],
    ['priority', 'Priority', false, false],
    ['group', 'Group', false, false],
    ['assignee', 'Assignee', false, false],
  ];
  const add = (field: Partial<TicketField> & Pick<TicketField, 'id' | 'type' | 'title'>) =>
    state.ticketFields.set(field.id, {
      position: state.ticketFields.size,
      removable: true,
      required: false,
      visibleInPortal: true,
      editableInPortal: true,
      requiredInPortal: false,
      options: [],
      createdAt: stamp,
      ...field,
    });
  for (const [type, title, editable, required] of system) {
    add({
      id: nextId(state),
      type,
      title,
      removable: false,
      visibleInPortal: editable,
      editableInPortal: editable,
      requiredInPortal: required,
    });
  }
  add({ id: FIELD_IDS.vtexAccount, type: 'text', title: 'VTEX account' });
  const options = (entries: [name: string, value: string][]): FieldOption[] =>
    entries.map(([name, value]) => ({ id: nextId(state), name, value }));
  add({
    id: FIELD_IDS.area,
    type: 'tagger',
    title: 'Area',
    options: options([
      ['Financial', 'area_financial'],
      ['Technical', 'area_technical'],
      ['Commercial', 'area_commercial'],
    ]),
  });
  add({
    id: FIELD_IDS.impactLevel,
    type: 'tagger',
    title: 'Impact level',
    options: options([
      ['Normal', 'impact_normal'],
      ['High', 'impact_high'],
      ['Urgent', 'impact_urgent'],
    ]),
  });
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
