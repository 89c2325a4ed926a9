import type { Blobs } from './blobs';
import type { Calls } from './calls';
import type { Clock } from './clock';
import type { ExportOrder } from './export-order';
import type { Faults } from './faults';
import type { Hours } from './hours';
import type { Limits } from './limits';
import type { Mail } from './mail/mail';
import type { State } from './state';
import type { Webhooks } from './webhooks/webhooks';

/** The emulated account and the parts around it; every operation takes it as its first argument. */
export interface World {
  /** Replaced as a whole by a reset. */
  state: State;
  readonly clock: Clock;
  readonly blobs: Blobs;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly calls: Calls;
  /** Replaced as a whole, to rehearse an export that is late, repeats itself or is out of order. */
  exportOrder: ExportOrder;
  readonly webhooks: Webhooks;
  readonly mail: Mail;
  readonly hours: Hours;
  /** Where it is reached, such as `http://127.0.0.1:4000`. */
  readonly origin: () => string;
  /** Random per start; the desk's own calls carry it and are neither counted nor faulted. */
  readonly deskMarker: string;
  /** Tells the snapshot that something is new. */
  changed(): void;
  /** Waits until everything changed so far survives a kill. */
  saved(): Promise<void>;
  /** Back to the seed: state, files, faults, the export's order, limits, calls and clock. */
  reset(): Promise<void>;
}
