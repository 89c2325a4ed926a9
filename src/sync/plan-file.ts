import { z } from 'zod';
import { KIND_NAMES } from './kind';
import { parseShape } from './lock';
import type { Plan } from './plan';

const VERSION = 1;
const attributes = z.record(z.string(), z.json());
const shape = z.object({
  version: z.literal(VERSION),
  environment: z.string(),
  fingerprint: z.string(),
  changes: z.array(
    z.strictObject({
      kind: z.enum(KIND_NAMES),
      key: z.string(),
      title: z.string(),
      act: z.enum(['create', 'update', 'deactivate', 'delete', 'reorder']),
      id: z.string().nullable(),
      differences: z.array(
        z.strictObject({
          path: z.string(),
          live: z.json(),
          desired: z.json(),
          origin: z.enum(['ours', 'drift', 'both', 'default']),
        }),
      ),
      writes: z.array(attributes),
      warnings: z.array(z.string()),
      needsAllow: z.boolean(),
    }),
  ),
  problems: z.array(z.strictObject({ check: z.string(), place: z.string(), message: z.string() })),
  warnings: z.array(z.string()),
  unmanaged: z.partialRecord(z.enum(KIND_NAMES), z.int().nonnegative()),
});

/** @returns the plan as JSON, for `--json` and `--out`; it carries the version of its shape */
export function planToJson(plan: Plan): string {
  return `${JSON.stringify({ version: VERSION, ...plan }, null, 2)}\n`;
}

/**
 * @param text what `planToJson` gave
 * @param file its name, for messages
 * @throws AppError `invalid` when it is not a plan, or of another version
 */
export function planFromJson(text: string, file: string): Plan {
  const { version, ...plan } = parseShape(text, file, shape);
  void version;
  return plan;
}
