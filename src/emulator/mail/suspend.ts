import type { MailEnvelope, SuspendedTicket } from '../records';
import { nextId } from '../state';
import type { World } from '../world';

/** https://developer.zendesk.com/documentation/ticketing/reference-guides/suspensions-reference/ */
export const CAUSES = {
  0: 'Detected as spam',
  3: 'Automated response mail',
  4: 'Detected as mail loop',
  5: 'Unknown user tried to update existing ticket',
  6: 'End user only allowed to update their own tickets',
  9: 'Detected email as being from a system user',
  11: 'Email has no content',
} as const;
export type CauseId = keyof typeof CAUSES;

/** Zendesk deletes what nobody looked at. https://support.zendesk.com/hc/en-us/articles/4408893392922 */
const KEPT_MS = 14 * 86_400_000;

/** Puts a mail aside, where only support sees it. */
export function suspend(
  world: World,
  causeId: CauseId,
  envelope: MailEnvelope,
  rest: Pick<SuspendedTicket, 'authorId' | 'subject' | 'content' | 'attachmentIds' | 'ticketId'>,
): SuspendedTicket {
  const { state, clock } = world;
  const { messageId, from, to } = envelope;
  const id = nextId(state);
  const suspended = { id, causeId, messageId, from, to, ...rest, createdAt: clock.stamp() };
  state.suspendedTickets.set(id, suspended);
  world.changed();
  return suspended;
}

/** @returns what is still put aside, newest first */
export function suspendedTickets({ state, clock }: World): SuspendedTicket[] {
  const isKept = ({ createdAt }: SuspendedTicket) => Date.parse(createdAt) + KEPT_MS > clock.now();
  return [...state.suspendedTickets.values()].filter(isKept).reverse();
}
