import { sql, type Kysely, type Selectable } from 'kysely';
import type { AccessChange, Schema } from './schema';

/** Who changed something, and with which command. */
export interface ChangedBy {
  readonly operator: string;
  readonly command: string;
}

/** The portal itself, for the people its demo begins with. */
export const THE_PORTAL: ChangedBy = { operator: 'portal', command: 'start' };

export type Recorded = Pick<
  Selectable<Schema['access_changes']>,
  'person_id' | 'email' | 'account' | 'source'
> & { readonly change: AccessChange };

/** Writes down what is changed in the same transaction. */
export async function recordChanges(
  trx: Kysely<Schema>,
  { operator, command }: ChangedBy,
  changes: readonly Recorded[],
): Promise<void> {
  const column = (name: keyof Recorded) => sql`${changes.map((change) => change[name])}::text[]`;
  await sql`
    insert into access_changes (operator, command, change, person_id, email, account, source)
    select ${operator}, ${command}, change, person_id::uuid, email, account, source
    from unnest(${column('change')}, ${column('person_id')}, ${column('email')},
                ${column('account')}, ${column('source')})
         with ordinality as rows (change, person_id, email, account, source, place)
    order by place
  `.execute(trx);
}

export function createAccessChanges(db: Kysely<Schema>) {
  return {
    /** @returns the newest changes, oldest first */
    async list(about: {
      email?: string;
      account?: string;
      last: number;
    }): Promise<Selectable<Schema['access_changes']>[]> {
      let query = db.selectFrom('access_changes').selectAll();
      if (about.email !== undefined) query = query.where('email', '=', about.email);
      if (about.account !== undefined) query = query.where('account', '=', about.account);
      return (await query.orderBy('id', 'desc').limit(about.last).execute()).reverse();
    },
  };
}
