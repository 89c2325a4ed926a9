import { z } from 'zod';
import { invalidAttribute, parameterMissing } from '../errors';

/** Zendesk takes ids as numbers or as strings of digits. */
export const id = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
export const text = z.union([z.string(), z.number().transform(String)]);
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((word) => word === 'true'),
]);
export const optionalId = id.nullable().optional();
export const optionalText = text.nullable().optional();
export const tags = z.union([
  z.array(text),
  z.string().transform((words) => words.split(/[\s,]+/).filter(Boolean)),
]);

/**
 * Reads `{"<root>": {…}}`. Keys nobody knows are left out and named in a warning header, as Zendesk does.
 * @param action controller and action as Rails would call them, for the warning: `tickets#update`
 * @returns the known values, and the headers the answer must carry
 * Throws 400 when the root is missing or a value has the wrong shape.
 */
export function readParams<Shape extends z.ZodRawShape>(
  body: unknown,
  root: string,
  schema: z.ZodObject<Shape>,
  action: string,
): { values: z.infer<z.ZodObject<Shape>>; warning: Record<string, string> } {
  const value = isRecord(body) ? body[root] : undefined;
  if (value === undefined || value === null) throw parameterMissing(root);
  if (!isRecord(value)) throw invalidAttribute(`Invalid parameter: ${root} must be an object`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const path = [root, ...(parsed.error.issues[0]?.path ?? [])].join('.');
    throw invalidAttribute(`You passed an invalid value for the ${path} attribute.`);
  }
  const unknown = Object.keys(value).filter((key) => !(key in schema.shape));
  return { values: parsed.data, warning: unknownKeys(unknown, root, action) };
}

function unknownKeys(keys: string[], root: string, action: string): Record<string, string> {
  if (keys.length === 0) return {};
  const [controller, verb] = action.split('#');
  // A header may only hold printable ASCII; keys come from outside.
  const names = keys.map((key) => `"${root}.${key.replace(/[^\w.-]/g, '?')}"`).join(', ');
  return {
    'x-zendesk-api-warn': `{:allowed_parameters=>{:controller=>"${controller}", :action=>"${verb}", :unpermitted_keys=>[${names}], :invalid_values=>[]}}`,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
