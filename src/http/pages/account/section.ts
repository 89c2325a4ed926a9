import type { Customer } from '../../../domain/customer';
import type { AccountView } from '../../../use-cases/show-account';
import type { Frame } from '../layout';

/** What each section of the account page gets. */
export interface SectionProps {
  readonly frame: Frame;
  readonly customer: Customer;
  readonly view: AccountView;
}
