import type { AnswerForm } from './answer-form';
import type { TicketView } from './views';

const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

/** One form for everything an agent does to a ticket: answer, file, assignee, status and impact. */
export function AnswerFields({ view, form }: { view: TicketView; form: AnswerForm | undefined }) {
  const { ticket } = view.shown;
  const impactField = view.fields.find(({ id }) => id === view.impactFieldId);
  const impact = ticket.custom_fields.find(({ id }) => id === view.impactFieldId)?.value;
  const assignees = view.agents.map(({ id, name }) => ({ value: String(id), label: name }));
  const impacts = (impactField?.custom_field_options ?? []).map(({ name, value }) => ({
    value,
    label: name,
  }));
  // A ticket never becomes new again, so only a new one offers it.
  const statuses = STATUSES.filter((status) => status !== 'new' || ticket.status === 'new');
  return (
    <form method="post" action={`/tickets/${ticket.id}`} encType="multipart/form-data">
      <label for="answer">Your answer</label>
      <textarea id="answer" name="answer" rows={6}>
        {form?.answer}
      </textarea>
      <fieldset>
        <legend>Who reads it</legend>
        <Visibility value="public" label="Public reply" checked={form?.public ?? true} />
        <Visibility value="internal" label="Internal note" checked={form?.public === false} />
      </fieldset>
      <div class="choices">
        <Choice
          name="assignee"
          label="Assignee"
          chosen={form?.assignee ?? String(ticket.assignee_id ?? '')}
          options={[{ value: '', label: 'Nobody' }, ...assignees]}
        />
        <Choice
          name="status"
          label="Status"
          chosen={form?.status ?? ticket.status}
          options={statuses.map((status) => ({ value: status, label: status }))}
        />
        <Choice
          name="impact"
          label="Impact level"
          chosen={form?.impact ?? impact ?? ''}
          options={[{ value: '', label: 'None' }, ...impacts]}
        />
      </div>
      <label for="file">File</label>
      <input id="file" name="file" type="file" />
      <button type="submit">Submit</button>
    </form>
  );
}

interface VisibilityProps {
  value: string;
  label: string;
  checked: boolean;
}

function Visibility({ value, label, checked }: VisibilityProps) {
  const id = `visibility-${value}`;
  return (
    <span>
      <input type="radio" id={id} name="visibility" value={value} checked={checked} />
      <label for={id}>{label}</label>
    </span>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  chosen: string;
  options: { value: string; label: string }[];
}

function Choice({ name, label, chosen, options }: ChoiceProps) {
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {options.map(({ value, label: words }) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
