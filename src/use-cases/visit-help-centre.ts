import type { Customer } from '../domain/customer';
import { notFound } from '../errors';

/** A form by which the person's browser goes over to the help centre, signed in. */
export interface HelpCentreVisit {
  readonly action: string;
  readonly token: string;
  /** Where they land; absent for the front page. */
  readonly returnTo: string | undefined;
}

export type VisitHelpCentreDeps = {
  /** Absent when no help centre shares its secret with us. */
  signHandOver?: (customer: Customer, returnTo: string | undefined) => HelpCentreVisit;
};

/**
 * @param returnTo the page they want there; what is not the help centre's is left out
 * @throws AppError `not_found` when there is no help centre to go over to
 */
export function visitHelpCentre(
  { signHandOver }: VisitHelpCentreDeps,
  customer: Customer,
  returnTo: string | undefined,
): HelpCentreVisit {
  if (signHandOver === undefined) throw notFound('help centre');
  return signHandOver(customer, returnTo);
}
