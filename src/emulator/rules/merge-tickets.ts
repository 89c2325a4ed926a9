import type { MergeParams } from '../params/merge-params';
import type { JobResult, Ticket, User } from '../records';
import { merging } from '../webhooks/ticket-events';
import type { World } from '../world';
import { storeTicket } from './store-ticket';
import type { CommentDraft } from './ticket-comment';

/** Zendesk puts it on every ticket that was merged into another. */
const MERGED_TAG = 'closed_by_merge';

/**
 * Merges tickets into another: each closes, whatever its status, and its requester and files go on
 * to the target. Words of its conversation do not; support quotes what it wants in the comments.
 * https://support.zendesk.com/hc/en-us/articles/4408882445594
 * @returns one result for each of them; a closed ticket is neither merged nor merged into
 */
export function mergeTickets(
  world: World,
  actor: User,
  target: Ticket,
  params: MergeParams,
): JobResult[] {
  const merged: Ticket[] = [];
  const results = params.ids.map((id, index): JobResult => {
    const source = world.state.tickets.get(id);
    const refusal = refusalOf(source, target);
    if (refusal || !source) return { id, index, success: false, error: refusal ?? 'not found' };
    closeMerged(world, actor, source, target, params);
    merged.push(source);
    return { id, index, action: 'merge', success: true, status: 'Merged' };
  });
  if (merged.length > 0) widenTarget(world, actor, target, merged, params);
  return results;
}

function refusalOf(source: Ticket | undefined, target: Ticket): string | undefined {
  if (!source || source.deleted) return 'RecordNotFound';
  if (source.id === target.id) return 'A ticket cannot be merged into itself';
  if (source.status === 'closed' || target.status === 'closed')
    return 'Closed tickets cannot merge';
  return undefined;
}

function closeMerged(
  world: World,
  actor: User,
  source: Ticket,
  target: Ticket,
  { source_comment: body, source_comment_is_public: isPublic }: MergeParams,
): void {
  const { ticket } = storeTicket(world, {
    before: source,
    draft: { ...source, status: 'closed', tags: [...new Set([...source.tags, MERGED_TAG])] },
    comment: body
      ? comment(actor, body, isPublic && source.isPublic && target.isPublic)
      : undefined,
    actorId: actor.id,
  });
  world.webhooks.announce(ticket, [merging(actor, target)]);
}

function widenTarget(
  world: World,
  actor: User,
  target: Ticket,
  sources: readonly Ticket[],
  { target_comment: body, target_comment_is_public: isPublic }: MergeParams,
): void {
  const { comments } = world.state;
  const files = sources.flatMap(({ id }) =>
    (comments.get(id) ?? []).flatMap(({ attachmentIds }) => attachmentIds),
  );
  const requesters = sources.map(({ requesterId }) => requesterId);
  const others = requesters.filter((id) => id !== target.requesterId);
  const publicly = isPublic && [target, ...sources].every((ticket) => ticket.isPublic);
  const words = body || files.length > 0;
  storeTicket(world, {
    before: target,
    draft: { ...target, emailCcIds: [...new Set([...target.emailCcIds, ...others])] },
    comment: words ? { ...comment(actor, body ?? '', publicly), attachmentIds: files } : undefined,
    actorId: actor.id,
  });
}

function comment(actor: User, body: string, isPublic: boolean): CommentDraft {
  const nothing = { htmlBody: null, attachmentIds: [], uploadTokens: [] };
  return { authorId: actor.id, body, public: isPublic, ...nothing };
}
