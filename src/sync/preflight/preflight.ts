import { AppError } from '../../errors';
import type { DesiredEntry } from '../desired-entry';
import type { Problem } from '../plan';

/**
 * Checks the files against Zendesk's rules and ours, without asking Zendesk.
 * @param entries what the files want
 * @param impactLevels the offer's, for the matrix of impact and priority
 * @returns problems, any of which makes a plan unusable, and warnings
 */
export function preflight(
  entries: readonly DesiredEntry[],
  offer: { readonly impactLevels: readonly { readonly key: string; readonly priority: string }[] },
): { problems: Problem[]; warnings: Problem[] } {
  void entries;
  void offer;
  throw new AppError('internal', 'not written yet');
}
