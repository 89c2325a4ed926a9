import { Drop } from 'liquidjs';
import { asHtml } from '../../../presenters/comment';
import type { Comment, Ticket } from '../../../records';
import type { World } from '../../../world';
import { longDate, longDateTime } from './dates';

const LINE = '----------------------------------------------';

/** One comment; printed as a whole it is its text under a line with author and time. */
class CommentDrop extends Drop {
  readonly id: number;
  readonly author: { name: string };
  readonly created_at: string;
  readonly created_at_with_time: string;
  readonly is_public: boolean;
  readonly value: string;
  readonly value_rich: string;
  readonly attachments: { filename: string; url: string }[];

  constructor({ state, origin }: World, comment: Comment, localeId: number) {
    super();
    this.id = comment.id;
    this.author = { name: state.users.get(comment.authorId)?.name ?? '' };
    this.created_at = longDate(comment.createdAt, localeId);
    this.created_at_with_time = longDateTime(comment.createdAt, localeId);
    this.is_public = comment.public;
    this.value = comment.body;
    this.value_rich = comment.htmlBody ?? asHtml(comment.body);
    this.attachments = comment.attachmentIds
      .map((id) => state.attachments.get(id))
      .filter((attachment) => attachment !== undefined)
      .map(({ fileName, token }) => ({
        filename: fileName,
        url: `${origin()}/attachments/token/${token}/?name=${encodeURIComponent(fileName)}`,
      }));
  }

  get formatted(): string {
    const files = this.attachments.map(({ filename, url }) => `${filename}: ${url}\n`).join('');
    return `${LINE}\n${this.author.name}, ${this.created_at_with_time}\n\n${this.value}\n${files}`;
  }

  get rich(): string {
    return `<p><strong>${escaped(this.author.name)}</strong>, ${escaped(this.created_at_with_time)}</p>${this.value_rich}`;
  }

  override valueOf(): string {
    return this.formatted;
  }
}

/**
 * @param all whether private comments are among them
 * @returns the conversation under every name placeholders know it by, newest first
 */
export function commentValues(world: World, ticket: Ticket, localeId: number, all: boolean) {
  const stored = (world.state.comments.get(ticket.id) ?? []).toReversed();
  const drops = stored
    .filter((comment) => all || comment.public)
    .map((comment) => new CommentDrop(world, comment, localeId));
  const open = drops.filter((drop) => drop.is_public);
  return {
    ...named('comments', drops),
    ...named('public_comments', open),
    ...named('latest_comment', drops.slice(0, 1)),
    ...named('latest_public_comment', open.slice(0, 1)),
  };
}

function named(name: string, drops: CommentDrop[]): Record<string, unknown> {
  const rich = drops.map((drop) => drop.rich).join('');
  return {
    [name]: name.startsWith('latest') ? drops[0] : drops,
    [`${name}_formatted`]: drops.map((drop) => drop.formatted).join('\n'),
    [`${name}_rich`]: rich,
    [`${name}_html`]: rich,
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
