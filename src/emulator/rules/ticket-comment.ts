import { invalidField } from '../errors';
import type { CommentParams } from '../params/ticket-params';
import type { Comment, Ticket, User } from '../records';
import type { State } from '../state';
import type { World } from '../world';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/ */
const MAX_COMMENTS = 5_000;

export interface CommentDraft extends Pick<
  Comment,
  'authorId' | 'body' | 'htmlBody' | 'public' | 'attachmentIds'
> {
  /** Used up when the comment is stored. */
  uploadTokens: string[];
}

/**
 * @param fallbackAuthor who wrote it when the caller names nobody
 * @returns the comment to store, or undefined when there is neither text nor file
 * Throws 422 for an unknown author and past 5,000 comments.
 */
export function draftComment(
  world: World,
  ticket: Ticket | undefined,
  params: CommentParams | undefined,
  fallbackAuthor: User,
): CommentDraft | undefined {
  if (!params) return undefined;
  const { state } = world;
  const htmlBody = params.html_body ?? null;
  const body = params.body ?? (htmlBody === null ? '' : withoutTags(htmlBody));
  const uploads = liveUploads(world, params.uploads ?? []);
  const attachmentIds = uploads.flatMap((upload) => upload.attachmentIds);
  if (body.trim() === '' && attachmentIds.length === 0) return undefined;

  const authorId = params.author_id ?? fallbackAuthor.id;
  const known = authorId === fallbackAuthor.id || state.users.has(authorId);
  if (!known) throw invalidField('author', 'Comment author: is invalid');
  const earlier = ticket ? (state.comments.get(ticket.id) ?? []) : [];
  if (earlier.length >= MAX_COMMENTS) {
    throw invalidField('base', `A ticket holds at most ${MAX_COMMENTS} comments`);
  }
  return {
    authorId,
    body,
    htmlBody,
    public: params.public ?? defaultPublic(state, earlier),
    attachmentIds,
    uploadTokens: uploads.map((upload) => upload.token),
  };
}

/** There is no fixed default: the first comment's visibility persists, so writers should always say. */
function defaultPublic(state: State, earlier: readonly Comment[]): boolean {
  return earlier[0]?.public ?? state.ticketSettings.commentsPublicByDefault;
}

/** Tokens that are unknown, used or too old are passed over without a word; their files are missing. */
function liveUploads({ state, clock }: World, tokens: string[]) {
  return [...new Set(tokens)]
    .map((token) => state.uploads.get(token))
    .filter((upload) => upload !== undefined)
    .filter((upload) => Date.parse(upload.expiresAt) > clock.now());
}

function withoutTags(html: string): string {
  return html.replace(/<br\s*\/?>/g, '\n').replace(/<[^>]*>/g, '');
}
