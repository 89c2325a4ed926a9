/** How the export misbehaves, as `PUT /_emulator/export` takes it. */
export interface ExportOrder {
  /** Tickets that are left out although their turn has come; the cursor goes on past them. */
  late: number[];
  /** Every record of a page comes twice. */
  twice: boolean;
  /** The newest record of a page comes first. */
  reversed: boolean;
}

export const USUAL_ORDER: ExportOrder = { late: [], twice: false, reversed: false };

/** @returns a page's records as they are delivered */
export function delivered<One extends { id: number }>(page: One[], order: ExportOrder): One[] {
  const present = page.filter(({ id }) => !order.late.includes(id));
  const ordered = order.reversed ? present.toReversed() : present;
  return order.twice ? [...ordered, ...ordered] : ordered;
}
