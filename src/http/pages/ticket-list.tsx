import type { Customer } from '../../domain/customer';
import type { Offer } from '../../domain/offer';
import { TICKET_STATUSES } from '../../domain/ticket';
import type { Scope, TicketPage, TicketQuery } from '../../use-cases/views';
import { listAddress } from '../forms/list-query';
import type { Words } from '../words';
import { Hidden } from './hidden';
import { kept } from './kept';
import { Layout, type Frame } from './layout';
import { NoAccountNotice } from './no-account';
import { TicketTable } from './ticket-table';
import { FreshnessLine } from './ticket-marks';

export interface TicketListPageProps {
  readonly frame: Frame;
  readonly customer: Customer;
  readonly query: TicketQuery;
  readonly page: TicketPage;
  readonly offer: Offer;
}

/** The panel: the red button, the statuses below it, and the person's or the accounts' requests. */
export function TicketListPage({ frame, customer, query, page, offer }: TicketListPageProps) {
  const { words } = frame;
  const { scope, statuses } = query;
  const choice = { scope, statuses };
  return (
    <Layout frame={frame} title={words.text(`list.${scope}`)}>
      <h1>{words.text('list.title')}</h1>
      {customer.accounts.length > 0 ? (
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
      <FreshnessLine words={words} freshness={page.freshness} />
      {page.tickets.length > 0 ? (
        <TicketTable words={words} offer={offer} scope={scope} tickets={page.tickets} />
      ) : (
        <Empty words={words} query={query} />
      )}
      <Pages words={words} query={query} page={page} />
    </Layout>
  );
}

interface PartProps {
  readonly words: Words;
  readonly query: TicketQuery;
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

function Empty({ words, query }: PartProps) {
  if (query.statuses.length === 0) {
    return <p class="empty">{words.text(`list.empty_${query.scope}`)}</p>;
  }
  return (
    <p class="empty">
      {words.text('list.empty_filtered')}{' '}
      <a href={listAddress({ scope: query.scope, statuses: [] })}>{words.text('list.clear')}</a>
    </p>
  );
}

function Pages({ words, query, page }: PartProps & { readonly page: TicketPage }) {
  if (page.previous === null && page.next === null) return null;
  const { scope, statuses } = query;
  return (
    <nav class="pages" aria-label={words.text('list.pages')}>
      {page.previous !== null && (
        <a rel="prev" href={listAddress({ scope, statuses, before: page.previous })}>
          {words.text('list.previous')}
        </a>
      )}
      {page.next !== null && (
        <a rel="next" href={listAddress({ scope, statuses, after: page.next })}>
          {words.text('list.next')}
        </a>
      )}
    </nav>
  );
}
