import { z } from 'zod';
import { AppError } from '../errors';

/** The ids one Zendesk instance gave our fields and form; they differ between instances. */
export interface FieldIds {
  readonly vtexAccount: number;
  readonly area: number;
  readonly impactLevel: number;
  /** Null where the account was set up before the portal wrote its reference in a field. */
  readonly portalReference: number | null;
  /** Null where the plan has no ticket forms. */
  readonly financialForm: number | null;
}

const lockFile = z.object({
  ticket_fields: z.object({
    vtex_account: z.int(),
    area: z.int(),
    impact_level: z.int(),
    portal_reference: z.int().nullish(),
  }),
  ticket_forms: z.object({ financial_support: z.int().nullish() }).nullish(),
});

/**
 * @param lock the parsed content of a `config/zendesk/lock.*.json`
 * @returns the ids it holds
 * @throws AppError `internal` when an id is missing
 */
export function toFieldIds(lock: unknown): FieldIds {
  const read = lockFile.safeParse(lock);
  if (!read.success) {
    const places = read.error.issues.map((issue) => issue.path.join('.') || 'the file itself');
    throw new AppError(
      'internal',
      `The Zendesk lock file lacks a usable id at: ${places.join(', ')}.`,
    );
  }
  const { ticket_fields: fields, ticket_forms: forms } = read.data;
  return {
    vtexAccount: fields.vtex_account,
    area: fields.area,
    impactLevel: fields.impact_level,
    portalReference: fields.portal_reference ?? null,
    financialForm: forms?.financial_support ?? null,
  };
}
