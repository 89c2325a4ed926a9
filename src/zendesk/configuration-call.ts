import type { RawObject } from './configuration';
import type { Transport } from './transport';

/** @param path below `/api/v2/`. @returns the answer's body; `{}` where there is none */
export type ConfigurationCall = (method: string, path: string, body?: object) => Promise<RawObject>;

/** One call about configuration: it gives way to everything people wait for. */
export function bindConfigurationCall(deps: {
  transport: Transport;
  origin: string;
}): ConfigurationCall {
  return async (method, path, body) => {
    const { json } = await deps.transport.send({
      lane: 'sync',
      method,
      url: `${deps.origin}/api/v2/${path}`,
      // Zendesk reads a body as JSON only when told, and some of its writes have none.
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return json as RawObject;
  };
}
