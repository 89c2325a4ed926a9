import { invalidField, recordInvalid, type FieldProblem } from '../errors';
import type { TicketParams } from '../params/ticket-params';
import { PRIORITIES, TYPES, type FieldValue, type Ticket, type TicketField } from '../records';
import type { State } from '../state';
import { tagsOfField, tagsOfValue, toFieldValue, valueOfTags, WrongValue } from './field-values';

/** Settles the plain values of the draft: texts, priority, type, form, brand, due date. Throws 422. */
export function settlePlainFields(state: State, draft: Ticket, params: TicketParams): void {
  const subject = params.subject ?? params.raw_subject;
  if (subject !== undefined) draft.subject = subject;
  if (params.external_id !== undefined) draft.externalId = params.external_id;
  if (params.due_at !== undefined) draft.dueAt = params.due_at;
  settlePriority(draft, params);
  if (params.type !== undefined) draft.type = oneOf(TYPES, params.type, 'type', 'Type');
  if (typeof params.problem_id === 'number') {
    if (state.tickets.get(params.problem_id)?.type !== 'problem') {
      throw invalidField('problem_id', 'Problem: is not a ticket of type problem');
    }
    draft.problemId = params.problem_id;
  }
  if (typeof params.ticket_form_id === 'number') {
    if (!state.ticketForms.has(params.ticket_form_id)) {
      throw invalidField('ticket_form_id', 'Ticket form: is invalid');
    }
    draft.ticketFormId = params.ticket_form_id;
  }
  if (typeof params.brand_id === 'number') {
    if (!state.brands.has(params.brand_id)) throw invalidField('brand_id', 'Brand: is invalid');
    draft.brandId = params.brand_id;
  }
}

/**
 * Tags and dropdowns are two sides of one thing: a dropdown's value is also a tag of the ticket, and
 * taking the tag away empties the dropdown; lists of choices and checkboxes with a tag likewise.
 * Fields the account does not know are ignored.
 * https://support.zendesk.com/hc/en-us/articles/4408835059482
 */
export function settleTagsAndCustomFields(state: State, draft: Ticket, params: TicketParams): void {
  if (params.tags) setTags(state, draft, params.tags);
  const problems: FieldProblem[] = [];
  for (const { id, value } of params.custom_fields ?? []) {
    const field = state.ticketFields.get(id);
    if (!field?.removable) continue;
    try {
      setValue(draft, field, toFieldValue(field, value));
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error;
      const description = `${field.title}: ${error.message}`;
      problems.push({ description, error: 'InvalidValue', field_key: field.id });
    }
  }
  if (problems.length > 0) throw recordInvalid({ base: problems });
}

/** @param tags the ticket's whole new set of tags */
function setTags(state: State, draft: Ticket, tags: string[]): void {
  draft.tags = unique(tags.map((tag) => tag.toLowerCase()));
  for (const field of state.ticketFields.values()) {
    const value = valueOfTags(field, draft.tags, draft.customFields[field.id]);
    if (value !== undefined) draft.customFields[field.id] = value;
  }
}

function setValue(draft: Ticket, field: TicketField, value: FieldValue): void {
  const own = tagsOfField(field);
  const kept = draft.tags.filter((tag) => !own.includes(tag));
  if (own.length > 0) draft.tags = unique([...kept, ...tagsOfValue(field, value)]);
  draft.customFields[field.id] = value;
}

function settlePriority(draft: Ticket, params: TicketParams): void {
  if (params.priority === undefined) return;
  if (!params.priority && draft.priority) {
    throw invalidField('priority', 'Priority: cannot be emptied once set', 'BlankValue');
  }
  draft.priority = oneOf(PRIORITIES, params.priority, 'priority', 'Priority');
}

function oneOf<Word extends string>(
  words: readonly Word[],
  wish: string | null,
  field: string,
  title: string,
): Word | null {
  if (!wish) return null;
  const word = words.find((candidate) => candidate === wish);
  if (!word) throw invalidField(field, `${title}: ${wish} is not a valid value`);
  return word;
}

function unique(words: string[]): string[] {
  return [...new Set(words)].sort();
}
