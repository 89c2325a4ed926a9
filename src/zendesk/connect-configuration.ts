import { bindConfiguration, type ZendeskConfiguration } from './configuration';
import { openTransport, type ConnectionOptions } from './open-transport';

export interface ConfigurationDoor {
  readonly configuration: ZendeskConfiguration;
  close(): Promise<void>;
}

/**
 * The door for who keeps the configuration alone and has no ids of ours yet, such as a command.
 * Connects nothing yet: the first call does. @throws AppError `internal` for an unsafe address
 */
export function connectConfiguration(options: ConnectionOptions): ConfigurationDoor {
  const { transport, origin, line } = openTransport(options);
  return {
    configuration: bindConfiguration({ transport, origin }),
    close: () => line.close(),
  };
}
