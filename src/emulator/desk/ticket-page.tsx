import type { AnswerForm } from './answer-form';
import { Conversation, Via } from './conversation';
import { AnswerFields } from './answer-fields';
import { Layout, Moment } from './layout';
import { nameOf, type TicketView } from './views';

interface Props {
  view: TicketView;
  /** What the agent sent before it was refused. */
  form?: AnswerForm;
  problem?: string;
  saved?: boolean;
}

export function TicketPage({ view, form, problem, saved }: Props) {
  const { ticket } = view.shown;
  return (
    <Layout title={`#${ticket.id} · Agent desk`}>
      <h1>
        #{ticket.id} {ticket.subject}
      </h1>
      {problem && <p role="alert">{problem}</p>}
      {saved && <p role="status">Saved.</p>}
      <div class="ticket">
        <section aria-label="Ticket">
          <Facts view={view} />
        </section>
        <section aria-label="Answer">
          {ticket.status === 'closed' ? (
            <p>This ticket is closed; nothing can be added to it.</p>
          ) : (
            <AnswerFields view={view} form={form} />
          )}
          <Conversation view={view} />
        </section>
      </div>
    </Layout>
  );
}

function Facts({ view }: { view: TicketView }) {
  const { ticket, users, organizations, groups } = view.shown;
  const requester = users.find(({ id }) => id === ticket.requester_id);
  const source = ticket.via.source.from.ticket_id;
  return (
    <dl>
      <Fact name="Status" value={ticket.status} />
      <Fact name="Requester" value={requester?.name} />
      <Fact name="E-mail" value={requester?.email} />
      <Fact name="Organization" value={nameOf(organizations, ticket.organization_id)} />
      <Fact name="Group" value={nameOf(groups, ticket.group_id)} />
      <Fact name="Assignee" value={nameOf(users, ticket.assignee_id)} />
      <Fact name="Priority" value={ticket.priority} />
      <Fact name="Type" value={ticket.type} />
      {view.fields
        .filter((field) => field.removable)
        .map((field) => (
          <Fact
            key={field.id}
            name={field.title}
            value={ticket.custom_fields.find(({ id }) => id === field.id)?.value}
          />
        ))}
      <Fact name="Tags" value={ticket.tags.join(', ')} />
      <Fact name="External id" value={ticket.external_id} />
      {source !== undefined && <Fact name="Follows up" value={`#${source}`} />}
      {ticket.followup_ids.length > 0 && (
        <Fact name="Followed up by" value={ticket.followup_ids.map((id) => `#${id}`).join(', ')} />
      )}
      <dt>Came</dt>
      <dd>
        <Via channel={ticket.via.channel} />
      </dd>
      <dt>Created (UTC)</dt>
      <dd>
        <Moment at={ticket.created_at} />
      </dd>
      <dt>Updated (UTC)</dt>
      <dd>
        <Moment at={ticket.updated_at} />
      </dd>
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string | null | undefined }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value || '–'}</dd>
    </>
  );
}
