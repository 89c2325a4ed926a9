import type { AgentComment, AgentTicket } from '../../support/agent';
import type { House } from './house';
import type { Person } from './person';
import { QUESTION } from './person';
import { ownerOf, SOLVED, TICKETS } from './plan';

export interface Arrived {
  readonly subject: string;
  readonly status: string;
  /** How often it was solved by the portal. */
  readonly solutions: number;
  readonly comments: readonly AgentComment[];
}

/** Every ticket that Zendesk holds at the end. */
export async function arrivedIn(house: House): Promise<Arrived[]> {
  const agent = await house.agent();
  const tickets: AgentTicket[] = [];
  for (let page = 1; tickets.length === (page - 1) * 100; page += 1) {
    tickets.push(...(await agent.get<{ tickets: AgentTicket[] }>(`/tickets?page=${page}`)).tickets);
  }
  const arrived: Arrived[] = [];
  for (const { id, subject, status } of tickets) {
    const solutions = await agent.solutions(id);
    arrived.push({ subject, status, solutions, comments: await agent.comments(id) });
  }
  return arrived;
}

/** @returns one sentence for everything that was lost, doubled or reordered within its request */
export function faultsIn(arrived: readonly Arrived[], people: readonly Person[]): string[] {
  const expected = new Map<string, readonly string[]>(
    people.flatMap(({ created }) => created.map((subject) => [subject, [QUESTION]] as const)),
  );
  for (let ticket = 0; ticket < TICKETS; ticket += 1) {
    expected.set(`Request ${ticket}`, people[ownerOf(ticket)]?.said.get(ticket) ?? []);
  }
  const sentences = arrived.flatMap(({ subject, status, solutions, comments }) => {
    const words = expected.get(subject)?.join(' | ');
    const found = comments.map(({ body }) => body).join(' | ');
    expected.delete(subject);
    if (words === undefined) return [`${subject}: nobody asked for it, or it is doubled`];
    if (found !== words) return [`${subject}: it says [${found}], not [${words}]`];
    const shouldBeSolved = Number(/^Request (\d+)$/.exec(subject)?.[1] ?? SOLVED) < SOLVED;
    if (shouldBeSolved !== (status === 'solved') || solutions !== (shouldBeSolved ? 1 : 0)) {
      return [`${subject}: it is ${status}, and was solved ${solutions} times`];
    }
    return [];
  });
  return [...sentences, ...[...expected.keys()].map((subject) => `${subject}: it is lost`)];
}

/** @returns replies by their words and new requests by their subjects, in the order of their arrival */
export function arrivals(arrived: readonly Arrived[]): string[] {
  return arrived
    .flatMap(({ subject, comments }) =>
      comments.map(({ id, body }) => ({ id, name: body === QUESTION ? subject : body })),
    )
    .sort((one, other) => one.id - other.id)
    .map(({ name }) => name);
}

/**
 * @param byAge the same names as `byArrival`, the oldest first
 * @returns how many younger ones came before the one that most came before
 */
export function mostOvertaken(byAge: readonly string[], byArrival: readonly string[]): number {
  const ages = new Map(byAge.map((name, age) => [name, age]));
  const order = byArrival.map((name) => ages.get(name) ?? -1);
  const overtakers = order.map(
    (age, place) => order.slice(0, place).filter((before) => before > age).length,
  );
  return Math.max(...overtakers);
}
