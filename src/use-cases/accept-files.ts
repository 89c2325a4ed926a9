import type { Kysely } from 'kysely';
import type { Customer } from '../domain/customer';
import { AppError } from '../errors';
import type { Files } from '../storage/files';
import type { Schema } from '../storage/schema';

/** Binds a form's files to its act. Throws `conflict` when one is not there any more: nothing is accepted without all its files. */
export async function acceptFiles(
  { files }: { files: Pick<Files, 'accept'> },
  trx: Kysely<Schema>,
  customer: Customer,
  intent: string,
  ids: readonly string[],
): Promise<void> {
  const count = await files.accept(trx, { intent, personId: customer.id, ids });
  if (count !== ids.length) {
    throw new AppError('conflict', 'A file of this form is gone.', {
      details: { reason: 'file_gone' },
    });
  }
}
