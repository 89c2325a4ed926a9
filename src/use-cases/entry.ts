import type { Customer } from '../domain/customer';
import type { WayIn } from '../domain/way-in';

/** What a step that was passed leads to. */
export type Entry =
  | { readonly kind: 'signed_in'; readonly customer: Customer; readonly way: WayIn }
  | { readonly kind: 'second_step' };
