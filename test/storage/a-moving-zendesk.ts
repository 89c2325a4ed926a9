import { notFound } from '../../src/errors';
import type { PublicComment, TicketSnapshot } from '../../src/zendesk/ticket-mapping';

const START = 1_800_000_000;
/** Seconds the export holds back. */
const WITHHELD = 60;

interface KnownTicket {
  readonly snapshot: TicketSnapshot;
  /** The public ones. */
  readonly comments: readonly PublicComment[];
}

/** Everything at one moment; never changed, so an answer on its way stays what it was. */
interface Moment {
  /** Seconds since 1970. */
  readonly clock: number;
  readonly tickets: ReadonlyMap<number, KnownTicket>;
}

/**
 * A Zendesk that goes on while its answers are on their way: a reading begun now is answered with
 * what was true now, however late the answer arrives.
 */
export class MovingZendesk {
  #moment: Moment = { clock: START, tickets: new Map() };
  #gate: { arrived: () => void; opened: Promise<void> } | null = null;
  #lastId = 0;

  readonly clock = () => new Date(this.#moment.clock * 1000);

  readonly tickets = {
    find: (number: number) => this.#answer(() => this.ticket(number).snapshot),
    publicComments: (number: number) => this.#answer(() => [...this.ticket(number).comments]),
  };

  pass(seconds: number): void {
    this.#moment = { ...this.#moment, clock: this.#moment.clock + seconds };
  }

  /** Throws `not_found` for a deleted ticket, as Zendesk does. */
  ticket(number: number): KnownTicket {
    const known = this.#moment.tickets.get(number);
    if (!known || known.snapshot.deleted) throw notFound('ticket');
    return known;
  }

  /** What is true, deleted tickets left out. */
  living(): KnownTicket[] {
    return [...this.#moment.tickets.values()].filter(({ snapshot }) => !snapshot.deleted);
  }

  /** What an export begun now shows. */
  exported(): TicketSnapshot[] {
    const until = this.#moment.clock - WITHHELD;
    const snapshots = [...this.#moment.tickets.values()].map(({ snapshot }) => snapshot);
    return snapshots.filter(({ version }) => version <= until);
  }

  change(number: number, values: Partial<TicketSnapshot>): void {
    const known = this.#moment.tickets.get(number);
    this.#write(number, known?.comments ?? [], values);
  }

  comment(number: number, text: string): PublicComment {
    this.#lastId += 1;
    const createdAt = this.clock();
    const author = { authorId: 7, authorName: null, fromSupport: false };
    const written = { id: this.#lastId, ...author, text, createdAt, attachments: [] };
    this.#write(number, [...this.ticket(number).comments, written], {});
    return written;
  }

  /** An agent makes the last comment internal. */
  hide(number: number): void {
    this.#write(number, this.ticket(number).comments.slice(0, -1), {});
  }

  /**
   * Begins what reads from here, and lets it go on when the returned function is called: its answer,
   * and the time it tells, are of now.
   */
  async begin(act: () => Promise<unknown>): Promise<() => Promise<void>> {
    const asked = this.#moment;
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const arrived = new Promise<void>((resolve) => (this.#gate = { arrived: resolve, opened }));
    const running = act();
    await Promise.race([arrived, running]);
    this.#gate = null;
    return async () => {
      const now = this.#moment;
      this.#moment = asked;
      open();
      await running;
      this.#moment = now;
    };
  }

  async #answer<Answer>(read: () => Answer): Promise<Answer> {
    const gate = this.#gate;
    this.#gate = null;
    gate?.arrived();
    await gate?.opened;
    return read();
  }

  #write(
    number: number,
    comments: readonly PublicComment[],
    values: Partial<TicketSnapshot>,
  ): void {
    const { clock, tickets } = this.#moment;
    const former = tickets.get(number)?.snapshot ?? newTicket(number);
    const snapshot = { ...former, ...values, version: clock, updatedAt: this.clock() };
    this.#moment = { clock, tickets: new Map(tickets).set(number, { snapshot, comments }) };
  }
}

function newTicket(number: number): TicketSnapshot {
  return {
    number,
    reference: null,
    account: null,
    organizationId: 1,
    requesterId: 7,
    subject: 'New',
    status: 'open',
    kind: 'financial',
    impact: 'normal',
    assigned: false,
    isProblem: false,
    followUpOf: null,
    createdAt: new Date(START * 1000),
    updatedAt: new Date(START * 1000),
    version: START,
    deleted: false,
  };
}
