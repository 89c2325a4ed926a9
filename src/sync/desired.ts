import type { Offer } from '../domain/offer';
import { AppError } from '../errors';
import type { DesiredObject } from './kind';
import type { Problem } from './plan';

/** One thing as a file wants it, and where it stands. */
export interface DesiredEntry extends DesiredObject {
  /** Such as `triggers.yaml:12`. */
  readonly place: string;
  /** `essential: true`: without it nothing may be applied, not even where the plan lacks its kind. */
  readonly isEssential: boolean;
}

export interface DesiredInputs {
  readonly offer: Offer;
  /** What `@{setting.x}` stands for. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Reads a folder of desired state, `config/zendesk`.
 * @returns its entries in the order of the files, repeated and filled in, normalised; and every
 *   problem of every file, with its line
 */
export function readDesired(
  folder: string,
  inputs: DesiredInputs,
): { entries: DesiredEntry[]; problems: Problem[] } {
  void folder;
  void inputs;
  throw new AppError('internal', 'not written yet');
}
