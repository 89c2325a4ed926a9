import type { Log } from '../log';
import type { FieldIds } from './field-ids';
import { toTicketSnapshot, type TicketSnapshot } from './ticket-mapping';
import { ticket } from './wire/ticket';

/** Reads tickets one by one: one we cannot read must not keep the others from arriving, for ever. */
export function readSnapshots(
  tickets: readonly unknown[],
  fieldIds: FieldIds,
  log: Log,
): TicketSnapshot[] {
  return tickets.flatMap((wire) => {
    const read = ticket.safeParse(wire);
    if (read.success) return [toTicketSnapshot(read.data, fieldIds)];
    const places = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
    log.error({ ticket: idOf(wire), reason: places }, 'A ticket in a list could not be read.');
    return [];
  });
}

function idOf(wire: unknown): unknown {
  return typeof wire === 'object' && wire !== null && 'id' in wire ? wire.id : null;
}
