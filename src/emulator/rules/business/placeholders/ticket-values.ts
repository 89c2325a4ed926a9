import type { Ticket, TicketField } from '../../../records';
import type { State } from '../../../state';
import type { World } from '../../../world';
import { quietOccasion } from '../judge-rule';
import { holidayOf, inBusinessHours } from '../ticket-schedule';
import { VIA_CHOICES, viaId } from '../via-ids';
import { dated } from './dates';
import { encodeTicketId } from '../../../mail/encoded-id';
import { asValue, organizationValues, personValues } from './people';

/** @returns everything of a ticket but its conversation */
export function ticketValues(world: World, ticket: Ticket, localeId: number) {
  const { state, clock } = world;
  const status = state.customStatuses.get(ticket.customStatusId);
  const link = `${world.origin()}/tickets/${ticket.id}`;
  const via = viaId(quietOccasion(state, clock.now(), ticket));
  const names = (ids: number[]) => ids.map((id) => state.users.get(id)?.name ?? '').join(', ');
  const person = (id: number | null) => personValues(state, state.users.get(id ?? 0));
  const [brand] = state.brands.values();
  return {
    id: ticket.id,
    title: ticket.subject ?? '',
    status: capitalised(ticket.status),
    status_category: ticket.status,
    custom_status: status?.agentLabel,
    priority: ticket.priority && capitalised(ticket.priority),
    ticket_type: capitalised(ticket.type ?? 'ticket'),
    ticket_form: state.ticketForms.get(ticket.ticketFormId)?.name,
    tags: ticket.tags.join(' '),
    url: link.replace(/^\w+:\/\//, ''),
    link,
    external_id: ticket.externalId,
    encoded_id: encodeTicketId(ticket.id),
    via: VIA_CHOICES.find(({ value }) => value === via)?.title,
    account: brand?.name,
    ...dated('due_date', ticket.dueAt, localeId),
    ...dated('created_at', ticket.createdAt, localeId),
    ...dated('updated_at', ticket.updatedAt, localeId),
    in_business_hours: String(inBusinessHours(state, ticket, clock.now())),
    current_holiday_name: holidayOf(state, ticket, clock.now())?.name,
    cc_names: names(ticket.emailCcIds),
    email_cc_names: names(ticket.emailCcIds),
    follower_names: names(ticket.followerIds),
    brand: { name: state.brands.get(ticket.brandId)?.name },
    group: { name: state.groups.get(ticket.groupId ?? 0)?.name },
    organization: organizationValues(state.organizations.get(ticket.organizationId ?? 0)),
    requester: person(ticket.requesterId),
    assignee: person(ticket.assigneeId),
    submitter: person(ticket.submitterId),
    ...customFieldValues(state, ticket),
  };
}

/** A dropdown's value is its tag; its label stands under a longer name. */
function customFieldValues(state: State, ticket: Ticket): Record<string, unknown> {
  const fields = [...state.ticketFields.values()].filter(({ removable }) => removable);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = ticket.customFields[field.id] ?? null;
      return [
        [`ticket_field_${field.id}`, field.type === 'checkbox' ? checked(value) : asValue(value)],
        [`ticket_field_option_title_${field.id}`, titlesOf(field, value)],
      ];
    }),
  );
}

function titlesOf({ options }: TicketField, value: unknown): string {
  const chosen: unknown[] = Array.isArray(value) ? value : [value];
  return options
    .filter((option) => chosen.includes(option.value))
    .map(({ name }) => name)
    .join(', ');
}

function checked(value: unknown): number {
  return Number(value === true || value === 'true');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
