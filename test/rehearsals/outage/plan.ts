/** One thing that somebody does while support is away. `ticket` counts the requests made before. */
export type Act =
  | { readonly kind: 'reply'; readonly ticket: number; readonly text: string }
  | { readonly kind: 'solve'; readonly ticket: number }
  | { readonly kind: 'create'; readonly subject: string };

/** How many people there are, and how many requests they made before; each has every tenth. */
export const PEOPLE = 10;
export const TICKETS = 100;
/** The last thing that happens to the first so many requests is that they are solved. */
export const SOLVED = 40;
/** Gets more replies at the beginning than Zendesk takes for one ticket in ten minutes. */
export const BUSY = 50;

const ROUNDS = 18;
const MORE_REPLIES = 30;
const CREATES = 130;

/** @returns whose request it is */
export const ownerOf = (ticket: number): number => ticket % PEOPLE;

/** @returns the 2,000 acts of the hour, in the order in which they are done */
export function planOfTheHour(): Act[] {
  const reply = (ticket: number, round: string): Act => {
    return { kind: 'reply', ticket, text: `Request ${ticket}, ${round}.` };
  };
  const times = <Item>(count: number, item: (index: number) => Item) =>
    Array.from({ length: count }, (_, index) => item(index));
  const changes = [
    ...times(ROUNDS, (round) => [
      ...times(TICKETS, (ticket) => reply(ticket, `round ${round + 1}`)),
      ...(round === 0 ? times(MORE_REPLIES, (more) => reply(BUSY, `and more ${more + 1}`)) : []),
    ]).flat(),
    ...times(SOLVED, (ticket): Act => ({ kind: 'solve', ticket })),
  ];
  const every = changes.length / CREATES;
  const creates = times(CREATES, (index) => ({ kind: 'create', subject: `New ${index}` }) as const);
  return changes.flatMap((change, index) => {
    const isTurn = Math.floor(index / every) < Math.floor((index + 1) / every);
    const create = creates[Math.floor(index / every)];
    return isTurn && create ? [change, create] : [change];
  });
}
