import type { RawObject } from './configuration';
import type { ConfigurationCall } from './configuration-call';
import { withRawTwins } from './raw-titles';
import { readShape } from './read-body';
import { ticketFieldBody } from './wire/ticket-field';

interface Option {
  readonly name: string;
  readonly value: string;
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/ */
export function bindTicketFields(call: ConfigurationCall) {
  function withRawTitles(body: RawObject): RawObject {
    const options = body.custom_field_options as readonly RawObject[] | undefined;
    return {
      ...withRawTwins(body, ['title', 'title_in_portal', 'description']),
      ...(options && {
        custom_field_options: options.map((option) => withRawTwins(option, ['name'])),
      }),
    };
  }

  /**
   * A PUT replaces the list of options, and an option it leaves out is taken from every ticket and
   * macro that has it: so the list is read first, known options keep their ids, and none goes that
   * was not meant to.
   * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#updating-drop-down-field-options
   */
  async function update(id: string, body: RawObject, mayLose: ReadonlySet<string>): Promise<void> {
    const path = `ticket_fields/${id}`;
    // The type is decided at creation.
    const { type, ...changes } = withRawTitles(body);
    void type;
    const wanted = changes.custom_field_options as readonly Option[] | undefined;
    if (!wanted) {
      await call('PUT', path, { ticket_field: changes });
      return;
    }
    const { ticket_field: live } = readShape(ticketFieldBody, await call('GET', path), 'a field');
    const known = new Map((live.custom_field_options ?? []).map((each) => [each.value, each]));
    const kept = wanted.map((each) => ({ ...each, ...idOf(known.get(each.value)) }));
    const named = new Set(wanted.map(({ value }) => value));
    const others = [...known.values()].filter(({ value }) => !named.has(value));
    const staying = others.filter(({ value }) => !mayLose.has(value));
    const options = [...kept, ...staying];
    await call('PUT', path, { ticket_field: { ...changes, custom_field_options: options } });
  }

  return { withRawTitles, update };
}

function idOf(option: { id: number } | undefined) {
  return option && { id: option.id };
}
