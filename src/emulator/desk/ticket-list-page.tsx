import { Layout, Moment } from './layout';
import { nameOf, type DeskTicket, type TicketList } from './views';

interface Props {
  list: TicketList;
  page: number;
  impactFieldId: number;
}

export function TicketListPage({ list, page, impactFieldId }: Props) {
  return (
    <Layout title="Tickets · Agent desk">
      <h1>Tickets</h1>
      {list.tickets.length === 0 ? (
        <p>No tickets yet.</p>
      ) : (
        <div class="scroll" role="region" aria-label="Tickets" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {HEADINGS.map((heading) => (
                  <th scope="col" key={heading}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.tickets.map((ticket) => (
                <Row key={ticket.id} ticket={ticket} list={list} impactFieldId={impactFieldId} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav aria-label="Pages">
        {page > 1 && <a href={`/?page=${page - 1}`}>Newer</a>}
        {list.next_page && <a href={`/?page=${page + 1}`}>Older</a>}
      </nav>
    </Layout>
  );
}

const HEADINGS = [
  'Number',
  'Subject',
  'Requester',
  'Organization',
  'Status',
  'Priority',
  'Impact',
  'Assignee',
  'Updated (UTC)',
];

interface RowProps {
  ticket: DeskTicket;
  list: TicketList;
  impactFieldId: number;
}

function Row({ ticket, list, impactFieldId }: RowProps) {
  const impact = ticket.custom_fields.find(({ id }) => id === impactFieldId)?.value;
  return (
    <tr>
      <td>
        <a href={`/tickets/${ticket.id}`}>{ticket.id}</a>
      </td>
      <td>
        <a href={`/tickets/${ticket.id}`}>{ticket.subject ?? 'No subject'}</a>
      </td>
      <td>{nameOf(list.users, ticket.requester_id)}</td>
      <td>{nameOf(list.organizations, ticket.organization_id)}</td>
      <td>
        <span class={`status ${ticket.status}`}>{ticket.status}</span>
      </td>
      <td>{ticket.priority ?? '–'}</td>
      <td>{impact?.replace('impact_', '') ?? '–'}</td>
      <td>{nameOf(list.users, ticket.assignee_id)}</td>
      <td>
        <Moment at={ticket.updated_at} />
      </td>
    </tr>
  );
}
