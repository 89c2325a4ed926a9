import type { Attachment, Audit, Comment } from '../records';
import type { State } from '../state';
import { presentVia } from './via';

export const systemMetadata = {
  client: 'Emulator',
  ip_address: '127.0.0.1',
  location: '',
  latitude: null,
  longitude: null,
};

/**
 * @param audit the one that tells of the comment
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#json-format
 */
export function presentComment(
  state: State,
  origin: string,
  comment: Comment,
  audit: Audit | undefined,
) {
  return {
    id: comment.id,
    type: 'Comment',
    ...presentCommentText(state, origin, comment),
    via: presentVia(audit),
    created_at: comment.createdAt,
    metadata: { system: systemMetadata, custom: audit?.custom ?? {} },
  };
}

/** A comment as end users see it: not where it came from. */
export function presentRequestComment(state: State, origin: string, comment: Comment) {
  return {
    url: `${origin}/api/v2/requests/comments/${comment.id}.json`,
    id: comment.id,
    type: 'Comment',
    ...presentCommentText(state, origin, comment),
    created_at: comment.createdAt,
  };
}

/** The part of a comment that its audit event repeats. */
export function presentCommentText(state: State, origin: string, comment: Comment) {
  const attachments = comment.attachmentIds
    .map((id) => state.attachments.get(id))
    .filter((attachment) => attachment !== undefined);
  return {
    author_id: comment.authorId,
    body: comment.body,
    html_body: comment.htmlBody ?? asHtml(comment.body),
    plain_body: comment.body,
    public: comment.public,
    attachments: attachments.map((attachment) => presentAttachment(origin, attachment)),
    audit_id: comment.auditId,
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#json-format */
export function presentAttachment(origin: string, attachment: Attachment) {
  const content = `${origin}/attachments/token/${attachment.token}/?name=${encodeURIComponent(attachment.fileName)}`;
  return {
    url: `${origin}/api/v2/attachments/${attachment.id}.json`,
    id: attachment.id,
    file_name: attachment.fileName,
    content_url: content,
    mapped_content_url: content,
    content_type: attachment.contentType,
    size: attachment.size,
    width: null,
    height: null,
    inline: false,
    deleted: false,
    malware_access_override: false,
    malware_scan_result: 'not_scanned',
    thumbnails: [],
  };
}

/** @returns plain text as Zendesk shows it in HTML */
export function asHtml(text: string): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((part) => `<p dir="auto">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`);
  return `<div class="zd-comment" dir="auto">${paragraphs.join('')}</div>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
