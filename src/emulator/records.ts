/** The records the emulator keeps. They follow Zendesk's names in camel case; presenters/ give them its JSON. */

export type Role = 'end-user' | 'agent' | 'admin';

export interface User {
  id: number;
  name: string;
  /** Null for people known by their external id alone. */
  email: string | null;
  /** Further addresses; Zendesk adds one when a PUT carries a new e-mail. */
  otherEmails: string[];
  externalId: string | null;
  role: Role;
  verified: boolean;
  suspended: boolean;
  /** Deleted, or merged into somebody else; the record stays, as at Zendesk. */
  deleted: boolean;
  localeId: number;
  timeZone: string;
  phone: string | null;
  details: string;
  notes: string;
  tags: string[];
  userFields: Record<string, unknown>;
  ticketRestriction: string | null;
  defaultGroupId: number | null;
  createdAt: string;
  updatedAt: string;
}

export interface Organization {
  id: number;
  name: string;
  externalId: string | null;
  sharedTickets: boolean;
  sharedComments: boolean;
  domainNames: string[];
  details: string;
  notes: string;
  groupId: number | null;
  tags: string[];
  organizationFields: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
}

export interface Membership {
  id: number;
  userId: number;
  organizationId: number;
  isDefault: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface Group {
  id: number;
  name: string;
  description: string;
  /** A private group's tickets are its members' alone; nothing makes it public again. */
  isPublic: boolean;
  isDefault: boolean;
  /** Kept, since tickets and audits name it. */
  deleted: boolean;
  createdAt: string;
  updatedAt: string;
}

/** Which of an agent's memberships is the default is the user's `defaultGroupId`. */
export interface GroupMembership {
  id: number;
  userId: number;
  groupId: number;
  createdAt: string;
  updatedAt: string;
}

export const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export type Status = (typeof STATUSES)[number];
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
type Priority = (typeof PRIORITIES)[number];
export const TYPES = ['problem', 'incident', 'question', 'task'] as const;
type TicketType = (typeof TYPES)[number];

export type FieldValue = string | number | boolean | string[] | null;

export interface Ticket {
  id: number;
  externalId: string | null;
  subject: string | null;
  description: string;
  type: TicketType | null;
  priority: Priority | null;
  status: Status;
  customStatusId: number;
  requesterId: number;
  submitterId: number;
  assigneeId: number | null;
  organizationId: number | null;
  groupId: number | null;
  emailCcIds: number[];
  followerIds: number[];
  problemId: number | null;
  dueAt: string | null;
  tags: string[];
  /** Values by field id; an absent field is unset. */
  customFields: Record<string, FieldValue>;
  ticketFormId: number;
  brandId: number;
  followupSourceId: number | null;
  followupIds: number[];
  isPublic: boolean;
  deleted: boolean;
  createdAt: string;
  /** Moves when a ticket event happens. */
  updatedAt: string;
  /** Moves with every change, in seconds since 1970; exports go by it. */
  generatedTimestamp: number;
  solvedAt: string | null;
  /** The address a mail was sent to. Absent in tickets of an older version, as is `metrics`. */
  recipient?: string | null;
  metrics?: TicketMetrics;
  /** What the requester thinks of the help; null as long as nobody has offered to say so. */
  rating: Rating | null;
  /** The schedule a rule gave it; without one it has the account's first. */
  scheduleId?: number;
}

export interface Rating {
  score: 'offered' | 'good' | 'bad';
  comment: string | null;
}

/** A stretch of the week, in minutes from Sunday, 00:00. */
export interface Interval {
  start: number;
  end: number;
}

/** Whole days, the first and the last among them: `2026-12-25`. */
export interface Holiday {
  id: number;
  name: string;
  startDate: string;
  endDate: string;
}

/** When the account works. */
export interface Schedule {
  id: number;
  name: string;
  /** As Rails names it; see time-zones.ts. */
  timeZone: string;
  intervals: Interval[];
  holidays: Holiday[];
  createdAt: string;
  updatedAt: string;
}

/** What business rules ask about a ticket's past. */
export interface TicketMetrics {
  /** From solved back to open or pending. */
  reopens: number;
  /** Public comments of agents. */
  replies: number;
  /** Everybody it was ever assigned to. */
  assigneeIds: number[];
  /** Every group it was ever in. */
  groupIds: number[];
  /** Since when it has its status. */
  statusAt: string;
  assignedAt: string | null;
  requesterUpdatedAt: string | null;
  assigneeUpdatedAt: string | null;
  /** Updates by automations, of which a ticket bears a hundred. */
  automationUpdates: number;
}

export interface Comment {
  id: number;
  authorId: number;
  body: string;
  htmlBody: string | null;
  public: boolean;
  attachmentIds: number[];
  auditId: number;
  createdAt: string;
}

/** The rule something was done by, as it was then. */
export interface RuleVia {
  id: number;
  title: string;
  revisionId: number;
  rel: 'trigger' | 'automation';
}

export type AuditEvent =
  | { id: number; type: 'Create'; field: string; value: unknown; via?: RuleVia }
  | { id: number; type: 'Change'; field: string; value: unknown; previous: unknown; via?: RuleVia }
  | { id: number; type: 'Comment'; commentId: number }
  /** Subject and body as the rule has them, their placeholders unrendered. */
  | {
      id: number;
      type: 'Notification';
      subject: string;
      body: string;
      recipientIds: number[];
      via: RuleVia;
    }
  /** A webhook that was called. */
  | { id: number; type: 'External'; resource: string; body: string; via: RuleVia };

export interface Audit {
  id: number;
  ticketId: number;
  authorId: number;
  /** What the writer sent as `metadata`; shown as `metadata.custom`. */
  custom: Record<string, unknown>;
  /** `rule` is what the system did by itself. */
  channel: 'api' | 'email' | 'rule';
  /** The mail it came by, when the channel is `email`. */
  mail?: MailEnvelope;
  /** The automation that did it. */
  rule?: RuleVia;
  events: AuditEvent[];
  createdAt: string;
}

/** Somebody as the header of a mail names them. */
export interface MailPerson {
  address: string;
  name: string;
}

export interface MailEnvelope {
  /** `<…@…>` */
  messageId: string;
  from: MailPerson;
  to: MailPerson;
}

export interface Attachment {
  id: number;
  /** The secret in its content address. */
  token: string;
  fileName: string;
  contentType: string;
  /** Bytes. */
  size: number;
  blob: string;
}

export interface Upload {
  token: string;
  userId: number;
  attachmentIds: number[];
  expiresAt: string;
}

/** The texts of fields, options and forms are kept as written: a placeholder stays a placeholder. */
export interface FieldOption {
  id: number;
  name: string;
  /** Also the tag a ticket with this choice carries; no two fields share one. */
  value: string;
  isDefault: boolean;
}

export interface TicketField {
  id: number;
  type: string;
  title: string;
  titleInPortal: string;
  description: string;
  agentDescription: string | null;
  position: number;
  active: boolean;
  /** A system field is not removable. */
  removable: boolean;
  /** To solve. */
  required: boolean;
  collapsedForAgents: boolean;
  visibleInPortal: boolean;
  editableInPortal: boolean;
  /** To submit. */
  requiredInPortal: boolean;
  regexpForValidation: string | null;
  /** Of a checkbox: what a ticket is tagged with while it is set. */
  tag: string | null;
  options: FieldOption[];
  createdAt: string;
  updatedAt: string;
}

/** Which fields come into view, and must be filled, when another has a value. */
export interface FormCondition {
  parent_field_id: number;
  value: string | boolean;
  child_fields: {
    id: number;
    is_required: boolean;
    required_on_statuses?: {
      type: 'ALL_STATUSES' | 'SOME_STATUSES' | 'NO_STATUSES';
      statuses?: string[];
    };
  }[];
}

export interface TicketForm {
  id: number;
  name: string;
  displayName: string;
  position: number;
  /** In the order people see them. */
  ticketFieldIds: number[];
  active: boolean;
  /** Of exactly one form. */
  isDefault: boolean;
  endUserVisible: boolean;
  inAllBrands: boolean;
  restrictedBrandIds: number[];
  agentConditions: FormCondition[];
  endUserConditions: FormCondition[];
  createdAt: string;
  updatedAt: string;
}

export interface Brand {
  id: number;
  name: string;
  subdomain: string;
  createdAt: string;
}

export interface CustomStatus {
  id: number;
  category: Exclude<Status, 'closed'>;
  agentLabel: string;
  endUserLabel: string;
}

export interface OAuthClient {
  identifier: string;
  secret: string;
  userId: number;
}

export interface AccessToken {
  token: string;
  clientIdentifier: string;
  userId: number;
  scopes: string[];
  expiresAt: string;
}

export interface RefreshToken {
  token: string;
  clientIdentifier: string;
  userId: number;
  scopes: string[];
  expiresAt: string;
  used: boolean;
}

export interface IdempotentReply {
  key: string;
  fingerprint: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
  at: string;
}

export interface Webhook {
  /** ULID. */
  id: string;
  name: string;
  description: string;
  status: 'active' | 'inactive';
  subscriptions: string[];
  endpoint: string;
  httpMethod: string;
  requestFormat: string;
  authentication: WebhookAuthentication | null;
  customHeaders: Record<string, string>;
  secret: string;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

export interface WebhookAuthentication {
  type: 'basic_auth' | 'bearer_token' | 'api_key';
  data: Record<string, string>;
  add_position: string;
}

/** `terminated` while it waited, because the webhook was switched off; the two after it were never sent. */
export type InvocationStatus =
  'pending' | 'success' | 'failed' | 'terminated' | 'throttled' | 'circuit broken';

/** One event on its way to one webhook, with every try. */
export interface WebhookInvocation {
  id: string;
  eventType: string;
  status: InvocationStatus;
  /** Of the last attempt that was answered. */
  statusCode: number | null;
  createdAt: string;
  latestCompletedAt: string | null;
  attempts: WebhookAttempt[];
}

export interface WebhookAttempt {
  id: string;
  status: 'success' | 'failed';
  statusCode: number | null;
  requestHeaders: Record<string, string>;
  requestPayload: string;
  responsePayload: string;
  completedAt: string;
}

export interface JobResult {
  id: number;
  index: number;
  success: boolean;
  action?: string;
  status?: string;
  error?: string;
}

/** What Zendesk does in the background; here it is done when it is stored. */
export interface Job {
  id: string;
  type: string;
  results: JobResult[];
  completedAt: string;
}

export interface TicketSettings {
  assignTicketsUponSolve: boolean;
  commentsPublicByDefault: boolean;
}

/** One line of a rule: `{field, operator, value}`. `value` is null where the operator takes none. */
export interface RuleCondition {
  field: string;
  operator: string;
  value: string | string[] | null;
}

/** `value` is one text, or a list such as `[who, subject, body]`, or `[webhook, [[key, value], …]]`. */
export interface RuleAction {
  field: string;
  value: string | (string | string[][])[] | null;
}

/** What triggers and automations share. */
interface Rule {
  id: number;
  title: string;
  description: string | null;
  active: boolean;
  position: number;
  /** Zendesk made it with the account. */
  isDefault: boolean;
  all: RuleCondition[];
  any: RuleCondition[];
  actions: RuleAction[];
  /** One more with each change. */
  revisionId: number;
  createdAt: string;
  updatedAt: string;
}

export interface Trigger extends Rule {
  /** Written as a string in the API. */
  categoryId: number;
}

export interface TriggerCategory {
  id: number;
  name: string;
  position: number;
  createdAt: string;
  updatedAt: string;
}

export type Automation = Rule;

export interface View {
  id: number;
  title: string;
  description: string | null;
  active: boolean;
  position: number;
  all: RuleCondition[];
  any: RuleCondition[];
  /** Names of columns, and ids of custom fields as digits. */
  columns: string[];
  groupBy: string | null;
  groupOrder: SortOrder;
  sortBy: string | null;
  sortOrder: SortOrder;
  /** Null for all agents. */
  restriction: { type: 'Group' | 'User'; ids: number[] } | null;
  createdAt: string;
  updatedAt: string;
}

export type SortOrder = 'asc' | 'desc';

/** A text in several languages, written elsewhere as its placeholder. */
export interface DynamicContentItem {
  id: number;
  name: string;
  /** `{{dc.<slug>}}`; made of the first name, and the same ever after. */
  slug: string;
  /** Whose variant is shown to everybody without one of their own. */
  defaultLocaleId: number;
  variants: DynamicContentVariant[];
  createdAt: string;
  updatedAt: string;
}

export interface DynamicContentVariant {
  id: number;
  localeId: number;
  content: string;
  active: boolean;
  createdAt: string;
  updatedAt: string;
}

/** What the account pays for; the rest of Zendesk is on every plan. */
export interface Plan {
  ticketForms: boolean;
  dynamicContent: boolean;
}

/** One mail about a ticket, as it left. */
export interface SentMail {
  id: number;
  ticketId: number;
  /** One address. */
  to: string;
  /** `Name <address>` */
  from: string;
  /** An address that says which ticket an answer is for. */
  replyTo: string;
  subject: string;
  text: string;
  /** `<…@…>`; the mails of one ticket share their references. */
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  at: string;
}

/** A mail that was put aside instead of becoming a ticket or a comment. */
export interface SuspendedTicket extends MailEnvelope {
  id: number;
  /** As in https://developer.zendesk.com/documentation/ticketing/reference-guides/suspensions-reference/ */
  causeId: number;
  /** Null for somebody unknown. */
  authorId: number | null;
  subject: string;
  content: string;
  attachmentIds: number[];
  /** The ticket it was meant for. */
  ticketId: number | null;
  createdAt: string;
}
