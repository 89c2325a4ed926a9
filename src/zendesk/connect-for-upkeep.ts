import { bindConfiguration, type ZendeskConfiguration } from './configuration';
import { bindInspection, type Inspection } from './inspection';
import { openTransport, type ConnectionOptions } from './open-transport';

export interface ZendeskUpkeep {
  readonly configuration: ZendeskConfiguration;
  readonly inspection: Inspection;
  close: () => Promise<void>;
}

/** The door for whoever looks after the account itself: it needs no ids of fields or forms. */
export function connectForUpkeep(options: ConnectionOptions): ZendeskUpkeep {
  const { origin, line, clock, transport } = openTransport(options);
  return {
    configuration: bindConfiguration({ transport, origin }),
    inspection: bindInspection({ transport, origin, clock }),
    close: () => line.close(),
  };
}
