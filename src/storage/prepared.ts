/** More statements than the product has; beyond it they are planned each time, as by default. */
const MOST = 300;

/**
 * Names the statements that come again, so that PostgreSQL parses and plans them once per
 * connection: on a page of few rows, planning costs more than running.
 * https://node-postgres.com/features/queries#prepared-statements
 *
 * A statement is named from its second time on; most of those that run once change the schema.
 */
export function createStatementNames() {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  return {
    /** @returns the name for this text, or undefined to run it without one */
    nameOf(text: string): string | undefined {
      const known = names.get(text);
      if (known !== undefined || names.size >= MOST) return known;
      if (seen.delete(text)) {
        const name = `portal-${names.size}`;
        names.set(text, name);
        return name;
      }
      if (seen.size < MOST) seen.add(text);
      return undefined;
    },
  };
}
