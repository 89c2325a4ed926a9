import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors';
import { projectRoot } from './project-root';

/** @returns a YAML file of config/ in the given shape; throws `internal` and says what is wrong where */
export function readYaml<T>(name: string, shape: z.ZodType<T>): T {
  const read = shape.safeParse(parse(textOf(name)));
  if (read.success) return read.data;
  throw new AppError('internal', `config/${name} is not right:\n${z.prettifyError(read.error)}`);
}

/** @returns a JSON file of config/ as it is; whoever uses it checks its shape */
export function readJson(name: string): unknown {
  const text = textOf(name);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('internal', `config/${name} is not JSON.`, { cause });
  }
}

function textOf(name: string): string {
  try {
    return readFileSync(join(projectRoot(), 'config', name), 'utf8');
  } catch (cause) {
    throw new AppError('internal', `config/${name} cannot be read.`, { cause });
  }
}
