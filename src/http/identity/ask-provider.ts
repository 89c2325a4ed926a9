/** No answer of a provider that we want is larger, or worth a person's waiting longer. */
const MOST_BYTES = 64 * 1024;
const MOST_MS = 5_000;

export interface ProviderAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks a provider one question. Redirects are not followed: the next host would get our secret or
 * somebody's token.
 *
 * @throws Error with words of ours alone, when the answer is late, too large, cut off or not JSON
 */
export async function askProvider(
  url: string,
  question: { method: string; headers: Record<string, string>; body?: string },
): Promise<ProviderAnswer> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    const response = await fetch(url, { ...question, redirect: 'error', signal });
    const text = await readAtMost(response, MOST_BYTES);
    if (response.ok) mustBeJson(response, text);
    return { status: response.status, text };
  } catch (thrown) {
    if (thrown instanceof UnfitAnswer) throw thrown;
    throw new Error(signal.aborted ? `No answer within ${MOST_MS} ms.` : nameOf(thrown));
  }
}

class UnfitAnswer extends Error {}

async function readAtMost(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early ends the connection.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw new UnfitAnswer(`An answer of more than ${most} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The strategies' parsers read properties of whatever JSON holds, and throw where nobody catches. */
function mustBeJson({ headers }: Response, text: string): void {
  const type = headers.get('content-type') ?? '';
  if (!/\b(json|javascript)\b/.test(type)) throw new UnfitAnswer('An answer that is not JSON.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnfitAnswer('An answer that is broken JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnfitAnswer('An answer that is no JSON object.');
  }
}

/** What a network error is called; its own words may hold the address that was asked. */
function nameOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code';
  return `The provider could not be asked (${code}).`;
}
