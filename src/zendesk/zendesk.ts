import { AppError } from '../errors';
import type { Log } from '../log';
import { isLoopback } from './allowed-host';
import { bindAttachments, type ZendeskAttachments } from './attachments';
import { createBudget, type Readiness } from './budget';
import type { CallLedger } from './call-ledger';
import { createClients } from './client';
import { createCredentials, type Auth } from './credentials';
import type { FieldIds } from './field-ids';
import { openHttpLine } from './http-line';
import { bindOrganizations, type ZendeskOrganizations } from './organizations';
import { createServerClock } from './server-clock';
import { bindTicketExport, type ZendeskTicketExport } from './ticket-export';
import { bindTicketLists, type ZendeskTicketLists } from './ticket-lists';
import type { TicketRules } from './ticket-mapping';
import { bindTickets, type ZendeskTickets } from './tickets';
import { createTransport, type ObserveCall } from './transport';
import { bindUploads, type ZendeskUploads } from './uploads';
import { bindUsers, type ZendeskUsers } from './users';

export interface ZendeskOptions {
  /** `https://{subdomain}.zendesk.com`; plain http on this machine only. */
  readonly url: string;
  readonly auth: Auth;
  readonly fieldIds: FieldIds;
  readonly rules: TicketRules;
  /** The total time one call may take; uploads get more by their size. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly now: () => Date;
  readonly observe?: ObserveCall;
  /** Where calls are counted, with everybody else's. */
  readonly ledger: CallLedger;
  /** Called when an outage has ended. */
  readonly onRecovered?: () => void;
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
  const { fieldIds, rules, timeoutMs, log, now, observe, ledger, onRecovered } = options;
  const origin = toOrigin(options.url);
  const line = openHttpLine({ timeoutMs });
  const credentials = createCredentials({ line, origin, log, now }, options.auth);
  const budget = createBudget({ ledger, log, onRecovered });
  const clock = createServerClock(now);
  const transport = createTransport({
    line,
    credentials,
    budget,
    clock,
    origin,
    log,
    now,
    observe,
  });
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
    // Not /users/me: without valid credentials it answers 200 with an anonymous user.
    probe: async () => void (await tickets.findByReference('portal-probe')),
    readiness: budget.readiness,
    clock: () => clock.read(),
    close: () => line.close(),
  };
}

function toOrigin(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url))) {
    throw new AppError('internal', 'The address of Zendesk must start with https://.');
  }
  return url.origin;
}
