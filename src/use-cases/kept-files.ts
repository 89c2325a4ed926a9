import type { Customer } from '../domain/customer';
import type { KeptFile } from '../domain/draft';
import type { Files } from '../storage/files';

export type KeptFilesDeps = { files: Pick<Files, 'kept' | 'remove'> };

/** @returns the files this customer has stored for a form, in order of arrival */
export async function keptFiles(
  { files }: Pick<KeptFilesDeps, 'files'>,
  customer: Customer,
  intent: string,
): Promise<readonly KeptFile[]> {
  return files.kept(intent, customer.id);
}

/** Lets one of them go. What belongs to an accepted request stays. */
export async function dropFile(
  { files }: KeptFilesDeps,
  customer: Customer,
  intent: string,
  fileId: string,
): Promise<void> {
  const mine = await files.kept(intent, customer.id);
  if (mine.some((file) => file.id === fileId)) await files.remove(fileId);
}
