/** The parts of the API's answers that these tests read by name; the rest is matched as it comes. */

interface Identified {
  id: number;
}

interface Via {
  channel: string;
  source: { rel: string | null };
}

interface Ticket extends Identified {
  requester_id: number;
  custom_fields: { id: number; value: unknown }[];
  fields: unknown[];
  tags: string[];
  status: string;
  description: string;
  followup_ids: number[];
  organization_id: number | null;
  via: Via;
}

interface Audit {
  metadata: { custom: Record<string, unknown> };
  events: Record<string, unknown>[];
}

interface Attachment extends Identified {
  content_url: string;
}

interface Comment {
  public: boolean;
  author_id: number;
  body: string;
  via: Via;
  attachments: [Attachment, ...Attachment[]];
}

interface Problem {
  description: string;
  error?: string;
}

interface TicketField extends Identified {
  type: string;
  title: string;
  raw_title: string;
  position: number;
  custom_field_options: { id: number; name: string; value: string }[];
}

interface TicketForm extends Identified {
  default: boolean;
  position: number;
  ticket_field_ids: number[];
}

interface View extends Identified {
  conditions: { all: unknown[]; any: unknown[] };
  execution: { columns: { id: number | string }[] };
}

interface Variant extends Identified {
  default: boolean;
}

/** What a body may hold; each answer holds a few of these. */
export interface Body {
  ticket: Ticket;
  tickets: Ticket[];
  audit: Audit;
  audits: [Audit, Audit];
  comments: [Comment, Comment];
  suspended_tickets: Record<string, unknown>[];
  upload: { token: string };
  user: Identified;
  users: [Identified, Identified];
  request: Identified & { status: string };
  requests: [Record<string, unknown>];
  organization: Identified;
  organizations: Identified[];
  organization_membership: { default: boolean };
  attachment: Attachment;
  results: unknown[];
  tags: string[];
  ticket_field: TicketField;
  ticket_fields: TicketField[];
  custom_field_option: Identified & { value: string };
  custom_field_options: unknown[];
  ticket_form: TicketForm;
  ticket_forms: TicketForm[];
  group: Identified;
  groups: (Identified & { name: string })[];
  group_membership: Identified;
  group_memberships: { user_id: number; group_id: number; default: boolean }[];
  view: View;
  views: { id: number; title: string }[];
  view_count: unknown;
  item: Identified & { variants: [Variant, Variant] };
  items: unknown[];
  variant: Identified;
  variants: Variant[];
  locales: { locale: string }[];
  job_status: { id: string; results: { success: boolean }[] | null };
  settings: { limits: { attachment_size: number } };
  count: number;
  meta: { has_more: boolean };
  links: { next: string };
  after_cursor: string;
  after_url: string;
  error: string;
  description: string;
  details: Record<string, [Problem]>;
  now: string;
  access_token: string;
  webhook: Record<string, string>;
  webhooks: unknown[];
  signing_secret: { secret: string };
  invocations: { id: string }[];
  attempts: unknown[];
  outcome: string;
  ticketId: number;
  suspendedTicketId: number;
  cause: string;
}
