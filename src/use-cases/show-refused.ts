import type { Customer } from '../domain/customer';
import { notFound } from '../errors';
import type { Files } from '../storage/files';
import { findRefused, type FindRefusedDeps } from './find-refused';
import type { RefusedView } from './views';

export type ShowRefusedDeps = FindRefusedDeps & { files: Pick<Files, 'accepted'> };

/**
 * What support refused, to be edited: its words and its files.
 * Throws `not_found`, also when somebody else wrote it.
 */
export async function showRefused(
  deps: ShowRefusedDeps,
  customer: Customer,
  id: string,
  intent: string,
): Promise<RefusedView> {
  const { ticket, act } = await findRefused(deps, customer, id, intent);
  if (act.kind === 'solve') throw notFound('message');
  return {
    ticket,
    intent,
    reason: act.refusal ?? 'unknown',
    subject: act.kind === 'create' ? act.payload.subject : null,
    text: act.payload.text,
    files: await deps.files.accepted([intent]),
  };
}
