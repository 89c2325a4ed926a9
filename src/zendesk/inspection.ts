import { AppError } from '../errors';
import type { Readable } from 'node:stream';
import type { RawObject } from './configuration';
import { readJson } from './read-body';
import type { ServerClock } from './server-clock';
import type { Transport } from './transport';

/** An answer, refusals included: what is refused tells as much as what is not. */
export interface InspectedAnswer {
  readonly status: number;
  readonly json: RawObject;
  /** @returns a header of a success, null where there is none */
  header(name: string): string | null;
}

export type Inspection = ReturnType<typeof bindInspection>;

/** Calls about the account itself, in the last lane. */
export function bindInspection(deps: {
  transport: Transport;
  origin: string;
  clock: Pick<ServerClock, 'read'>;
}) {
  const { transport, origin, clock } = deps;

  /**
   * @param path below `/api/v2/`
   * @throws AppError `unavailable` or `rate_limited`, when it was not answered
   */
  async function ask(
    method: string,
    path: string,
    { body, headers }: { body?: object; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<InspectedAnswer> {
    try {
      const answer = await transport.open({
        lane: 'sync',
        method,
        url: `${origin}/api/v2/${path}`,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await textOf(answer.body);
      return {
        status: answer.status,
        json: text === '' ? {} : (readJson(text) as RawObject),
        header: (name) => answer.headers.get(name),
      };
    } catch (thrown) {
      const status = thrown instanceof AppError ? thrown.details['status'] : undefined;
      // 501 is what the emulator says of what it lacks.
      if (typeof status !== 'number' || status === 429 || (status >= 500 && status !== 501)) {
        throw thrown;
      }
      return { status, json: {}, header: () => null };
    }
  }

  /** The time at Zendesk by its latest answer. */
  return { ask, clock: () => clock.read() };
}

async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
