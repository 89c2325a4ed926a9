import { compose, type App, type Parts } from './compose';
import { listen } from './http/listen';
import { startOperatorServer } from './metrics';
import type { Secrets } from './settings/secrets';
import type { Settings } from './settings/settings';

export interface Served {
  readonly app: App;
  readonly port: number;
  /** Drains visits, deliveries and mails, then ends everything in reverse order. */
  stop(): Promise<void>;
}

/** How long a running visit may take to end once we are told to stop. */
const DRAIN_MS = 5_000;

/** Builds the product and opens its doors on loopback or behind the proxy: host `settings.http.host`. */
export async function serve(
  settings: Settings,
  secrets: Secrets,
  overrides: Partial<Parts> = {},
): Promise<Served> {
  const app = await compose(settings, secrets, overrides);
  try {
    const operator = await startOperatorServer({
      port: settings.operator.port,
      metrics: app.metrics,
      log: app.log,
    });
    const door = await listen(app.http, settings.http);
    app.log.info({ port: door.port, url: settings.http.publicUrl.href }, 'portal is open');
    return {
      app,
      port: door.port,
      async stop() {
        app.retire();
        await door.stop(DRAIN_MS);
        await operator.stop();
        await app.stop();
      },
    };
  } catch (error) {
    await app.stop();
    throw error;
  }
}
