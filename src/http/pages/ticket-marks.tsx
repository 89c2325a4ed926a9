import type { Offer } from '../../domain/offer';
import type { Impact, TicketStatus } from '../../domain/ticket';
import type { Freshness } from '../../use-cases/views';
import type { Words } from '../words';

/** A moment, readable by people and by the script that turns it into the reader's own time. */
export function Moment({ words, at }: { readonly words: Words; readonly at: Date }) {
  return <time datetime={at.toISOString()}>{words.dateTime(at)}</time>;
}

interface StatusMarkProps {
  readonly words: Words;
  readonly status: TicketStatus;
}

export function StatusMark({ words, status }: StatusMarkProps) {
  return <span class={`mark status-${status}`}>{words.text(`status.${status}`)}</span>;
}

/** @returns what people read for the impact; a word for it when support set none of ours */
export function impactWord(words: Words, offer: Offer, impact: Impact | null): string {
  const level = offer.impactLevels.find(({ key }) => key === impact);
  return level?.label[words.locale] ?? words.text('list.no_value');
}

interface KindWordProps {
  readonly words: Words;
  readonly offer: Offer;
  readonly kind: string | null;
}

export function KindWord({ words, offer, kind }: KindWordProps) {
  const known = offer.kinds.find(({ key }) => key === kind);
  return <>{known?.label[words.locale] ?? words.text('list.no_value')}</>;
}

interface FreshnessLineProps {
  readonly words: Words;
  readonly freshness: Freshness;
}

/** Says how old the shown state is, when it is old enough to matter or nothing newer can be had. */
export function FreshnessLine({ words, freshness }: FreshnessLineProps) {
  const { asOf, stale, unreachable } = freshness;
  if (!stale && !unreachable) return null;
  return (
    <p class="note" role="status">
      {asOf === null
        ? words.text('list.never_fresh')
        : words.text(unreachable ? 'list.unreachable' : 'list.stale', { time: words.time(asOf) })}
    </p>
  );
}
