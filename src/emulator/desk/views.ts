/** The parts of the API's answers the desk shows. */

interface DeskUser {
  id: number;
  name: string;
  email: string | null;
  role: string;
}

export interface DeskTicket {
  id: number;
  external_id: string | null;
  subject: string | null;
  status: string;
  priority: string | null;
  type: string | null;
  requester_id: number;
  assignee_id: number | null;
  organization_id: number | null;
  group_id: number | null;
  tags: string[];
  custom_fields: { id: number; value: string | null }[];
  followup_ids: number[];
  via: { channel: string; source: { rel: string | null; from: { ticket_id?: number } } };
  created_at: string;
  updated_at: string;
}

interface Named {
  id: number;
  name: string;
}

export interface TicketList {
  tickets: DeskTicket[];
  users: DeskUser[];
  organizations: Named[];
  count: number;
  next_page: string | null;
}

export interface DeskComment {
  id: number;
  author_id: number;
  plain_body: string;
  public: boolean;
  via: { channel: string };
  created_at: string;
  attachments: { id: number; file_name: string; content_url: string; size: number }[];
}

interface DeskField {
  id: number;
  title: string;
  removable: boolean;
  custom_field_options?: { name: string; value: string }[];
}

/** Everything on a ticket's page. */
export interface TicketView {
  shown: { ticket: DeskTicket; users: DeskUser[]; organizations: Named[]; groups: Named[] };
  conversation: { comments: DeskComment[]; users: DeskUser[]; count: number };
  agents: DeskUser[];
  fields: DeskField[];
  impactFieldId: number;
}

/** @returns the name of the record with that id, or a dash */
export function nameOf(records: readonly Named[], id: number | null): string {
  return records.find((record) => record.id === id)?.name ?? '–';
}
