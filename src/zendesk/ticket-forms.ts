import type { RawObject } from './configuration';
import type { ConfigurationCall } from './configuration-call';
import { withRawTwins } from './raw-titles';
import { readShape } from './read-body';
import { ticketFormBody } from './wire/ticket-form';

const CONDITIONS = ['agent_conditions', 'end_user_conditions'] as const;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/ */
export function bindTicketForms(call: ConfigurationCall) {
  const withRawTitles = (body: RawObject) => withRawTwins(body, ['name', 'display_name']);

  /**
   * A field cannot leave a form while one of the form's conditions speaks of it, not even in the
   * call that changes both: the conditions go first.
   */
  async function update(id: string, body: RawObject): Promise<void> {
    const path = `ticket_forms/${id}`;
    const changes = withRawTitles(body);
    if (await losesConditionedField(path, body)) {
      const conditions = CONDITIONS.map((name) => [name, body[name] ?? []]);
      await call('PUT', path, { ticket_form: Object.fromEntries(conditions) as RawObject });
    }
    await call('PUT', path, { ticket_form: changes });
  }

  async function losesConditionedField(path: string, body: RawObject): Promise<boolean> {
    const wanted = body.ticket_field_ids as readonly number[] | undefined;
    if (!wanted) return false;
    const { ticket_form: live } = readShape(ticketFormBody, await call('GET', path), 'a form');
    const conditioned = CONDITIONS.flatMap((name) => live[name] ?? []).flatMap(
      ({ parent_field_id: parent, child_fields: children }) => [
        parent,
        ...children.map((child) => child.id),
      ],
    );
    const stays = new Set(wanted);
    return conditioned.some((id) => !stays.has(id));
  }

  return { withRawTitles, update };
}
