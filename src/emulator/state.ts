import type {
  AccessToken,
  Attachment,
  Audit,
  Automation,
  Brand,
  Comment,
  CustomStatus,
  DynamicContentItem,
  Group,
  GroupMembership,
  IdempotentReply,
  Job,
  Membership,
  OAuthClient,
  Organization,
  Plan,
  RefreshToken,
  Schedule,
  SentMail,
  SuspendedTicket,
  Ticket,
  TicketField,
  TicketForm,
  TicketSettings,
  Trigger,
  TriggerCategory,
  Upload,
  User,
  View,
  Webhook,
  WebhookInvocation,
} from './records';

/** Everything one emulated account holds. It survives a restart as JSON (snapshot.ts). */
export interface State {
  lastId: number;
  lastTicketId: number;
  users: Map<number, User>;
  organizations: Map<number, Organization>;
  memberships: Map<number, Membership>;
  groups: Map<number, Group>;
  groupMemberships: Map<number, GroupMembership>;
  tickets: Map<number, Ticket>;
  /** By ticket, oldest first. */
  comments: Map<number, Comment[]>;
  /** By ticket, oldest first. */
  audits: Map<number, Audit[]>;
  attachments: Map<number, Attachment>;
  uploads: Map<string, Upload>;
  ticketFields: Map<number, TicketField>;
  ticketForms: Map<number, TicketForm>;
  brands: Map<number, Brand>;
  customStatuses: Map<number, CustomStatus>;
  oauthClients: Map<string, OAuthClient>;
  accessTokens: Map<string, AccessToken>;
  refreshTokens: Map<string, RefreshToken>;
  apiTokens: Map<string, { token: string }>;
  idempotentReplies: Map<string, IdempotentReply>;
  jobs: Map<string, Job>;
  webhooks: Map<string, Webhook>;
  /** By webhook, newest first, the latest hundred. */
  webhookInvocations: Map<string, WebhookInvocation[]>;
  triggers: Map<number, Trigger>;
  triggerCategories: Map<number, TriggerCategory>;
  automations: Map<number, Automation>;
  views: Map<number, View>;
  /** The first is the one tickets have. */
  schedules: Map<number, Schedule>;
  dynamicContent: Map<number, DynamicContentItem>;
  /** Newest last; old ones make room. */
  sentMails: SentMail[];
  suspendedTickets: Map<number, SuspendedTicket>;
  ticketSettings: TicketSettings;
  plan: Plan;
}

/** Zendesk's ids are large and shared between kinds of record; only tickets count from 1. */
const FIRST_ID = 360_000_001_000;

/** @returns an account with nothing in it */
export function emptyState(): State {
  return {
    lastId: FIRST_ID,
    lastTicketId: 0,
    users: new Map(),
    organizations: new Map(),
    memberships: new Map(),
    groups: new Map(),
    groupMemberships: new Map(),
    tickets: new Map(),
    comments: new Map(),
    audits: new Map(),
    attachments: new Map(),
    uploads: new Map(),
    ticketFields: new Map(),
    ticketForms: new Map(),
    brands: new Map(),
    customStatuses: new Map(),
    oauthClients: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    apiTokens: new Map(),
    idempotentReplies: new Map(),
    jobs: new Map(),
    webhooks: new Map(),
    webhookInvocations: new Map(),
    triggers: new Map(),
    triggerCategories: new Map(),
    automations: new Map(),
    views: new Map(),
    schedules: new Map(),
    dynamicContent: new Map(),
    sentMails: [],
    suspendedTickets: new Map(),
    ticketSettings: { assignTicketsUponSolve: false, commentsPublicByDefault: true },
    plan: { ticketForms: true, dynamicContent: true },
  };
}

export function nextId(state: State): number {
  state.lastId += 1;
  return state.lastId;
}

export function nextTicketId(state: State): number {
  state.lastTicketId += 1;
  return state.lastTicketId;
}
