import { bindAttachments, type ZendeskAttachments } from './attachments';
import type { Readiness } from './budget';
import { createClients } from './client';
import type { FieldIds } from './field-ids';
import { openTransport, type ConnectionOptions } from './open-transport';
import { bindOrganizations, type ZendeskOrganizations } from './organizations';
import { bindMemberChanges, type ZendeskMemberChanges } from './member-changes';
import { bindMembers, type ZendeskMembers } from './members';
import { bindTicketExport, type ZendeskTicketExport } from './ticket-export';
import { bindTicketLists, type ZendeskTicketLists } from './ticket-lists';
import type { TicketRules } from './ticket-mapping';
import { bindTickets, type ZendeskTickets } from './tickets';
import { bindUploads, type ZendeskUploads } from './uploads';
import { bindUsers, type ZendeskUsers } from './users';

export interface ZendeskOptions extends ConnectionOptions {
  readonly fieldIds: FieldIds;
  readonly rules: TicketRules;
}

/** The only door to Zendesk. Everything behind it fails with an AppError. */
export interface Zendesk {
  readonly tickets: ZendeskTickets;
  readonly export: ZendeskTicketExport;
  readonly lists: ZendeskTicketLists;
  readonly uploads: ZendeskUploads;
  readonly attachments: ZendeskAttachments;
  readonly users: ZendeskUsers;
  readonly organizations: ZendeskOrganizations;
  readonly members: ZendeskMembers & ZendeskMemberChanges;
  /** One cheap read that needs our token; throws when Zendesk is away or refuses us. */
  probe(): Promise<void>;
  /** How long until a change of a ticket would get its turn; in an outage one caller may try. */
  readiness(): Promise<Readiness>;
  /** The time at Zendesk, as its last answer told. */
  clock(): Date;
  close(): Promise<void>;
}

/** Connects nothing yet: the first call does. @throws AppError `internal` for an unsafe address */
export function connectZendesk(options: ZendeskOptions): Zendesk {
  const { fieldIds, rules, timeoutMs, log, now } = options;
  const { origin, line, budget, clock, transport } = openTransport(options);
  const clientFor = createClients({ transport, origin });
  const tickets = bindTickets({ clientFor, fieldIds, rules });
  return {
    tickets,
    export: bindTicketExport({ transport, origin, fieldIds, log, now }),
    lists: bindTicketLists({ transport, origin, fieldIds, log }),
    uploads: bindUploads({ transport, origin, timeoutMs }),
    attachments: bindAttachments({ transport, line, origin }),
    users: bindUsers({ clientFor }),
    organizations: bindOrganizations({ clientFor }),
    members: { ...bindMembers({ transport, origin }), ...bindMemberChanges({ transport, origin }) },
    // Not /users/me: without valid credentials it answers 200 with an anonymous user.
    probe: async () => void (await tickets.findByReference('portal-probe')),
    readiness: budget.readiness,
    clock: () => clock.read(),
    close: () => line.close(),
  };
}
