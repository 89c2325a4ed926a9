import { createHash } from 'node:crypto';
import type { AgentComment } from '../../support/agent';
import type { House } from './house';

/** What somebody was told yes to. */
export interface Accepted {
  readonly reference: string;
  readonly subject: string;
  readonly files: readonly Buffer[];
  readonly replies: readonly string[];
}

/** What every request of the rehearsal asks. */
export const QUESTION = 'What was charged?';

/** @returns one sentence for everything that was lost, doubled, reordered or truncated */
export async function faultsIn(house: House, accepted: readonly Accepted[]): Promise<string[]> {
  const sentences: string[] = [];
  const agent = await house.agent();
  for (const { reference, subject, files, replies } of accepted) {
    const { tickets } = await agent.get<{ tickets: { id: number }[] }>(
      `/tickets?external_id=${reference}`,
    );
    if (tickets.length !== 1) {
      sentences.push(`${subject}: ${tickets.length} tickets instead of one`);
      continue;
    }
    const comments = await agent.comments(tickets[0]!.id);
    const bodies = comments.map(({ body }) => body);
    const expected = [QUESTION, ...replies];
    if (bodies.join('\n') !== expected.join('\n')) {
      sentences.push(`${subject}: it says [${bodies.join(' | ')}], not [${expected.join(' | ')}]`);
    }
    const arrived = await Promise.all((comments[0]?.attachments ?? []).map(digestOf));
    const sent = files.map((bytes) => digest(bytes));
    if (arrived.join() !== sent.join()) {
      sentences.push(
        `${subject}: ${arrived.length} files arrived of ${sent.length}, or other bytes`,
      );
    }
  }
  return sentences;
}

async function digestOf({ content_url: url }: AgentComment['attachments'][number]) {
  return digest(Buffer.from(await (await fetch(url)).arrayBuffer()));
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
