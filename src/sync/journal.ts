import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere, removeDurably, writeDurably } from './durable-file';
import type { Attributes, KindName } from './kind';
import { KIND_NAMES } from './kind';
import { parseShape } from './lock';
import type { Plan } from './plan';
import type { Site } from './site';

/** What is being sent: written down before, so that nobody has to guess afterwards. */
export interface Sending {
  readonly kind: KindName;
  readonly key: string;
  readonly act: string;
  /** References by name, secrets too. */
  readonly write: Attributes;
  /** Of a creation: the ids of things of that title which were there before. */
  readonly before: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An apply on its way. There is none once it has ended. */
export interface Journal {
  readonly applyId: string;
  readonly environment: string;
  readonly plan: Plan;
  /** Steps done. */
  readonly done: number;
  readonly sending: Sending | null;
}

const shape = z.object({
  applyId: z.string(),
  environment: z.string(),
  plan: z.looseObject({ fingerprint: z.string(), changes: z.array(z.looseObject({})) }),
  done: z.int(),
  sending: z
    .object({
      kind: z.enum(KIND_NAMES),
      key: z.string(),
      act: z.string(),
      write: z.record(z.string(), z.json()),
      before: z.array(z.string()),
      at: z.number(),
    })
    .nullable(),
});

type Place = Pick<Site, 'workFolder'>;

/** @returns the journal of an apply that did not end, or null. @throws AppError `invalid` */
export async function readJournal(site: Place): Promise<Journal | null> {
  const text = await readIfThere(journalPath(site));
  return text === null ? null : (parseShape(text, journalPath(site), shape) as unknown as Journal);
}

export function writeJournal(site: Place, journal: Journal): Promise<void> {
  return writeDurably(journalPath(site), `${JSON.stringify(journal)}\n`);
}

export function endJournal(site: Place): Promise<void> {
  return removeDurably(journalPath(site));
}

const journalPath = ({ workFolder }: Place) => join(workFolder, 'journal.json');
