import { AppError } from '../../errors';
import type { Problem } from '../forms/problems';

interface Refused {
  readonly problem: Problem;
  readonly refused: AppError;
}

/**
 * Things that changed while somebody wrote: their form comes back with their words in it.
 *
 * @returns the problem to show beside the field it concerns
 * @throws the error itself when no form can help
 */
export function toRefusal(error: unknown): Refused {
  if (error instanceof AppError) {
    const { code, details } = error;
    if (code === 'forbidden') return refused(error, 'account', 'problem.account_forbidden');
    if (code === 'conflict' && details['reason'] === 'file_gone') {
      return refused(error, 'attachments', 'problem.file_gone');
    }
    if (code === 'conflict' && details['reason'] === 'ticket_closed') {
      return refused(error, 'text', 'problem.ticket_closed');
    }
  }
  throw error;
}

function refused(error: AppError, field: string, key: Problem['key']): Refused {
  return { problem: { field, key }, refused: error };
}
