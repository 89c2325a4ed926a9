import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ProviderPurpose } from '../domain/provider-identity';
import type { CodePurpose, Provider, SignInOutcome, WayIn } from '../domain/way-in';
import type { AccessSource } from '../domain/membership';

/** Columns PostgreSQL computes; nobody writes them. */
type Computed<T> = ColumnType<T, never, never>;

interface AccountsTable {
  name: string;
  created_at: Generated<Date>;
}

interface PeopleTable {
  id: string;
  email: string;
  name: string;
  locale: string;
  created_at: Generated<Date>;
  /** Since when they are gone; the address may be somebody else's since. */
  removed_at: Date | null;
}

/** One row for each source that lets the person in. */
interface AccessTable {
  person_id: string;
  account: string;
  source: Generated<AccessSource>;
  granted_at: Generated<Date>;
}

/** What a source that has ids of its own calls the person, now or before. */
interface SourceIdsTable {
  person_id: string;
  account: string;
  source: AccessSource;
  source_id: string;
}

/** Every change of who may enter what; rows are only ever added. */
interface AccessChangesTable {
  id: Generated<number>;
  at: Generated<Date>;
  operator: string;
  command: string;
  change: AccessChange;
  person_id: string;
  email: string;
  account: string | null;
  source: AccessSource | null;
}

export type AccessChange =
  'added' | 'granted' | 'revoked' | 'removed' | 'unlocked' | 'second_step_removed';

interface SessionsTable {
  id_hash: string;
  person_id: string | null;
  data: JSONColumnType<object>;
  expires_at: Date;
  /** Ended before its time. The row stays until then, so that a late save cannot begin it anew. */
  ended_at: Date | null;
}

interface OneTimeCodesTable {
  id: string;
  browser_hash: string;
  purpose: CodePurpose;
  /** An e-mail address or a phone number. */
  address: string;
  person_id: string | null;
  code_hash: string;
  attempts: Generated<number>;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

interface IdentitiesTable {
  provider: Provider;
  /** The provider's own id of the person; it alone identifies. */
  subject: string;
  person_id: string;
  /** As the provider told them last, to be shown and nothing else. */
  email: string | null;
  name: string | null;
  linked_at: Date;
  used_at: Date;
}

interface PasswordsTable {
  person_id: string;
  hash: string;
  changed_at: Date;
}

interface AuthenticatorsTable {
  person_id: string;
  /** Null while the first one has yet to be confirmed. */
  sealed_key: string | null;
  /** The newest time step that was accepted; it and older ones are spent. */
  last_step: number | null;
  created_at: Date;
  /** Null until a first code showed that the app has the key. */
  confirmed_at: Date | null;
  /** A new key, sealed, that no code has come from yet. */
  pending_key: string | null;
  pending_at: Date | null;
}

interface PhonesTable {
  person_id: string;
  /** Null while the first one has yet to be confirmed. */
  number: string | null;
  created_at: Date;
  confirmed_at: Date | null;
  pending_number: string | null;
  pending_at: Date | null;
}

interface RecoveryCodesTable {
  person_id: string;
  code_hash: string;
  created_at: Date;
  used_at: Date | null;
}

interface KnownBrowsersTable {
  token_hash: string;
  person_id: string;
  device: string;
  address: string;
  created_at: Date;
  seen_at: Date;
  /** Until then it skips the second step. */
  trusted_until: Date | null;
}

interface HalfwaySignInsTable {
  visit_hash: string;
  person_id: string;
  way: WayIn;
  failures: Generated<number>;
  created_at: Date;
  expires_at: Date;
}

interface ProviderRequestsTable {
  state_hash: string;
  visit_hash: string;
  provider: Provider;
  /** PKCE. */
  verifier: string;
  purpose: ProviderPurpose;
  /** Who links. */
  person_id: string | null;
  created_at: Date;
  expires_at: Date;
}

interface UnprovedIdentitiesTable {
  token_hash: string;
  /** By a cookie of its own, which lasts through the sign-in that has to come first. */
  browser_hash: string;
  provider: Provider;
  subject: string;
  email: string | null;
  name: string | null;
  purpose: ProviderPurpose;
  /** The only one who may link it; null when that is whoever proves who they are. */
  person_id: string | null;
  created_at: Date;
  expires_at: Date;
}

interface SignInLogTable {
  id: Generated<number>;
  person_id: string;
  way: WayIn;
  outcome: SignInOutcome;
  device: string;
  address: string;
  at: Date;
}

interface TalliesTable {
  name: string;
  count: number;
  ends_at: Date;
}

interface FilesTable {
  id: string;
  intent: string;
  person_id: string;
  name: string;
  content_type: string;
  size: number;
  sha256: string;
  /** Every byte is stored. */
  complete: Generated<boolean>;
  /** It belongs to an act we said yes to. */
  accepted: Generated<boolean>;
  /** Order of arrival. */
  position: Generated<number>;
  created_at: Generated<Date>;
}

interface FileChunksTable {
  file_id: string;
  number: number;
  bytes: Buffer;
}

export type IntentKind = 'create' | 'reply' | 'solve';
/** `dropped`: somebody let go of it; its name stays taken. */
export type IntentState = 'waiting' | 'delivered' | 'needs_attention' | 'dropped';

interface OutboxTable {
  /** Also the order in which acts on one ticket are delivered. */
  id: Generated<number>;
  /** The form's token: one press of the button, however often it arrives. */
  intent: string;
  kind: IntentKind;
  /** Reference of the ticket, the lane that keeps its order. */
  reference: string;
  person_id: string;
  payload: JSONColumnType<object>;
  state: Generated<IntentState>;
  attempts: Generated<number>;
  /** A former attempt may have reached Zendesk without our hearing so. */
  unclear: Generated<boolean>;
  next_attempt_at: Generated<Date>;
  leased_until: Date | null;
  /** Grows with each lease; a worker that lost its lease cannot write any more. */
  fence: Generated<number>;
  last_error: string | null;
  /** Why it needs attention, as a key for the person's page. */
  refusal: string | null;
  created_at: Generated<Date>;
  delivered_at: Date | null;
}

interface SupportUsersTable {
  person_id: string;
  user_id: number;
  /** Name, e-mail and language as Zendesk last got them. */
  profile: string;
}

interface SupportOrganizationsTable {
  account: string;
  organization_id: number;
}

interface SupportMembershipsTable {
  person_id: string;
  account: string;
}

interface TicketsTable {
  reference: string;
  number: number | null;
  account: string | null;
  /** Zendesk's id of the requester; null until the ticket was passed on. */
  requester_id: number | null;
  person_id: string | null;
  requester_name: string;
  kind: string | null;
  impact: string | null;
  subject: string;
  status: string;
  assigned: boolean;
  is_problem: boolean;
  follow_up_of: number | null;
  created_at: Date;
  updated_at: Date;
  /** Zendesk's generated_timestamp (seconds); older ones never overwrite newer ones. */
  version: number;
  /** Read late enough to be the last state of its version's second. */
  settled: Generated<boolean>;
  /** When the ticket system last showed it to us. */
  seen_at: Generated<Date>;
  deleted: Generated<boolean>;
  /** The version whose public comments we hold; null for none. */
  comments_version: number | null;
  /** They were read late enough to hold everything of that version's second. */
  comments_settled: Generated<boolean>;
  /** Acts of ours that Zendesk has not confirmed, and what they will make of the status. */
  unsent: Generated<number>;
  expected_status: string | null;
  acted_at: Date | null;
  shown_status: Computed<string>;
  activity_at: Computed<Date>;
}

interface CommentsTable {
  id: number;
  number: number;
  author_id: number;
  author_name: string;
  from_support: boolean;
  person_id: string | null;
  text: string;
  created_at: Date;
  attachments: JSONColumnType<StoredAttachment[]>;
}

/** An attachment of a mirrored comment; its address never leaves the server. */
export interface StoredAttachment {
  id: number;
  name: string;
  contentType: string;
  size: number;
  contentUrl: string;
}

interface MirroredUsersTable {
  user_id: number;
  name: string;
  from_support: boolean;
  person_id: string | null;
}

interface MirroredOrganizationsTable {
  organization_id: number;
  account: string | null;
}

interface MirrorProgressTable {
  name: string;
  cursor: string | null;
  as_of: Date | null;
  begun_at: Date | null;
  done_at: Date | null;
  /** Since when the ticket system could not be asked; null while it can. */
  unreachable_since: Date | null;
}

interface DeletedTicketsTable {
  number: number;
  /** As with a ticket: only a newer state brings it back. */
  version: number;
  settled: boolean;
}

interface WebhookInvocationsTable {
  id: string;
  received_at: Date;
}

interface TicketHintsTable {
  number: number;
  /** Grows with each notice; a read that began before the newest one does not settle the hint. */
  noticed: Generated<number>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
}

interface CallWindowsTable {
  /** A limit of the ticket system, with what it counts by. */
  name: string;
  total: number;
  used: number;
  /** Which time round it is. */
  run: number;
  ends_at: Date;
  /** The ticket system has said when this run ends. */
  told: boolean;
}

interface CallFailuresTable {
  id: boolean;
  /** In a row. */
  failures: number;
  probe_at: Date;
}

/** Every table the product keeps. All migrations live beside this file. */
export interface Schema {
  accounts: AccountsTable;
  people: PeopleTable;
  access: AccessTable;
  source_ids: SourceIdsTable;
  access_changes: AccessChangesTable;
  sessions: SessionsTable;
  one_time_codes: OneTimeCodesTable;
  identities: IdentitiesTable;
  passwords: PasswordsTable;
  authenticators: AuthenticatorsTable;
  phones: PhonesTable;
  recovery_codes: RecoveryCodesTable;
  known_browsers: KnownBrowsersTable;
  halfway_sign_ins: HalfwaySignInsTable;
  provider_requests: ProviderRequestsTable;
  unproved_identities: UnprovedIdentitiesTable;
  sign_in_log: SignInLogTable;
  tallies: TalliesTable;
  files: FilesTable;
  file_chunks: FileChunksTable;
  outbox: OutboxTable;
  support_users: SupportUsersTable;
  support_organizations: SupportOrganizationsTable;
  support_memberships: SupportMembershipsTable;
  tickets: TicketsTable;
  comments: CommentsTable;
  mirrored_users: MirroredUsersTable;
  mirrored_organizations: MirroredOrganizationsTable;
  mirror_progress: MirrorProgressTable;
  deleted_tickets: DeletedTicketsTable;
  webhook_invocations: WebhookInvocationsTable;
  ticket_hints: TicketHintsTable;
  call_windows: CallWindowsTable;
  call_failures: CallFailuresTable;
}
