import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @returns the folder of package.json: this file runs from src/ in tests and from dist/src/ else */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`There is no package.json above ${__dirname}.`);
    folder = parent;
  }
  return folder;
}
