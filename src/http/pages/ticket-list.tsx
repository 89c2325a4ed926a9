import type { Customer } from '../../domain/customer';
import type { Offer } from '../../domain/offer';
import { TICKET_STATUSES, type ListedTicket } from '../../domain/ticket';
import type { Scope, TicketPage, TicketQuery } from '../../use-cases/views';
import { listAddress } from '../forms/list-query';
import type { Words } from '../words';
import { Hidden } from './hidden';
import { kept } from './kept';
import { Layout, type NamedFrame } from './layout';
import { NoAccountNotice } from './no-account';
import { TicketTable } from './ticket-table';
import { FreshnessLine } from './ticket-marks';

/** All that the list shows besides its rows. */
export interface ListContent extends Choice {
  /** Whether the reader may enter any account. */
  readonly mayEnter: boolean;
  readonly previous: string | null;
  readonly next: string | null;
  readonly stale: boolean;
  readonly unreachable: boolean;
  /** Milliseconds of the epoch; null while nobody is told, and before the first time. */
  readonly asOf: number | null;
}

/** @returns what a page of tickets shows besides them to this reader */
export function listContent(customer: Customer, query: TicketQuery, page: TicketPage): ListContent {
  const { asOf, stale, unreachable } = page.freshness;
  return {
    scope: query.scope,
    statuses: query.statuses,
    mayEnter: customer.accounts.length > 0,
    previous: page.previous,
    next: page.next,
    stale,
    unreachable,
    asOf: stale || unreachable ? (asOf?.getTime() ?? null) : null,
  };
}

export interface TicketListPageProps {
  readonly frame: NamedFrame;
  readonly content: ListContent;
  readonly rows: readonly ListedTicket[];
  readonly offer: Offer;
}

/** The panel: the red button, the statuses below it, and the person's or the accounts' requests. */
export function TicketListPage({ frame, content, rows, offer }: TicketListPageProps) {
  const { words } = frame;
  const { scope, statuses, stale, unreachable } = content;
  const choice = { scope, statuses };
  const asOf = content.asOf === null ? null : new Date(content.asOf);
  return (
    <Layout frame={frame} title={words.text(`list.${scope}`)}>
      <h1>{words.text('list.title')}</h1>
      {content.mayEnter ? (
        <p>
          <a class="button primary" href="/tickets/new">
            {words.text('list.send_request')}
          </a>
        </p>
      ) : (
        <NoAccountNotice words={words} />
      )}
      <StatusFilter words={words} content={choice} />
      <Scopes words={words} content={choice} />
      <FreshnessLine words={words} freshness={{ asOf, stale, unreachable }} />
      {rows.length > 0 ? (
        <TicketTable words={words} offer={offer} scope={scope} tickets={rows} />
      ) : (
        <Empty words={words} content={content} />
      )}
      <Pages words={words} content={content} />
    </Layout>
  );
}

interface PartProps {
  readonly words: Words;
  readonly content: ListContent;
}

type Choice = Pick<TicketQuery, 'scope' | 'statuses'>;

/** As many as there are ways to tick four boxes in two lists. */
const CHOICES = 32;

const StatusFilter = kept<Choice>(CHOICES, ({ words, content: query }) => (
  <form class="filter" method="get" action="/tickets" data-submit-on-change>
    <Hidden name="scope" value={query.scope} />
    <fieldset>
      <legend>{words.text('list.status')}</legend>
      {TICKET_STATUSES.map((status) => (
        <label class="choice">
          <input
            type="checkbox"
            name="status"
            value={status}
            checked={query.statuses.includes(status)}
          />
          <span>{words.text(`status.${status}`)}</span>
        </label>
      ))}
      <button class="quiet">{words.text('list.apply')}</button>
    </fieldset>
  </form>
));

const SCOPES: readonly Scope[] = ['mine', 'all'];

const Scopes = kept<Choice>(CHOICES, ({ words, content: query }) => (
  <nav class="tabs" aria-label={words.text('list.scopes')}>
    {SCOPES.map((scope) => (
      <a
        href={listAddress({ scope, statuses: query.statuses })}
        aria-current={scope === query.scope ? 'page' : undefined}
      >
        {words.text(`list.${scope}`)}
      </a>
    ))}
  </nav>
));

function Empty({ words, content }: PartProps) {
  if (content.statuses.length === 0) {
    return <p class="empty">{words.text(`list.empty_${content.scope}`)}</p>;
  }
  return (
    <p class="empty">
      {words.text('list.empty_filtered')}{' '}
      <a href={listAddress({ scope: content.scope, statuses: [] })}>{words.text('list.clear')}</a>
    </p>
  );
}

function Pages({ words, content }: PartProps) {
  const { scope, statuses, previous, next } = content;
  if (previous === null && next === null) return null;
  return (
    <nav class="pages" aria-label={words.text('list.pages')}>
      {previous !== null && (
        <a rel="prev" href={listAddress({ scope, statuses, before: previous })}>
          {words.text('list.previous')}
        </a>
      )}
      {next !== null && (
        <a rel="next" href={listAddress({ scope, statuses, after: next })}>
          {words.text('list.next')}
        </a>
      )}
    </nav>
  );
}
