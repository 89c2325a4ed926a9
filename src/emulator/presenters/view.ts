import type { View } from '../records';
import { renderDynamicContent } from '../rules/render-dynamic-content';
import { customColumns, isSortable, titleOfColumn } from '../rules/view-columns';
import type { Reader } from './ticket-field';

/**
 * Written as `output`, read as `execution`.
 * https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#json-format
 */
export function presentView(reader: Reader, view: View) {
  const { state, origin, localeId } = reader;
  return {
    url: `${origin}/api/v2/views/${view.id}.json`,
    id: view.id,
    title: renderDynamicContent(state, view.title, localeId),
    active: view.active,
    updated_at: view.updatedAt,
    created_at: view.createdAt,
    default: false,
    position: view.position,
    description: view.description,
    execution: presentExecution(reader, view),
    conditions: { all: view.all, any: view.any },
    restriction: presentRestriction(view),
    raw_title: view.title,
  };
}

/** @returns a column as executions and rows name it; a custom field goes by its number */
export function presentColumn({ state, origin, localeId }: Reader, column: string) {
  const title = renderDynamicContent(state, titleOfColumn(state, column), localeId);
  const common = { title, filterable: true, sortable: isSortable(column) };
  const field = state.ticketFields.get(Number(column));
  if (!field) return { id: column, ...common };
  const url = `${origin}/api/v2/ticket_fields/${field.id}.json`;
  return { id: field.id, ...common, type: field.type, url };
}

function presentExecution(reader: Reader, view: View) {
  const columns = view.columns.map((column) => presentColumn(reader, column));
  const custom = customColumns(reader.state, view).map(({ id }) => id);
  const ordered = (column: string | null, order: string) =>
    column === null ? null : { ...presentColumn(reader, column), order };
  return {
    group_by: view.groupBy,
    group_order: view.groupOrder,
    sort_by: view.sortBy,
    sort_order: view.sortOrder,
    group: ordered(view.groupBy, view.groupOrder),
    sort: ordered(view.sortBy, view.sortOrder),
    columns,
    fields: columns.filter(({ id }) => typeof id === 'string'),
    custom_fields: columns.filter(({ id }) => custom.includes(Number(id))),
  };
}

function presentRestriction({ restriction }: View) {
  if (!restriction) return null;
  const { type, ids } = restriction;
  return type === 'Group' ? { type, id: ids[0], ids } : { type, id: ids[0] };
}
