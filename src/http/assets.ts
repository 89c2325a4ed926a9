import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { z } from 'zod';

/** Addresses of the built files every page names. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
}

const manifestSchema = z.object({
  'portal.js': z.string(),
  'portal.css': z.string(),
  'portal.svg': z.string(),
});

/**
 * @param dir where the build left the files and their manifest.json
 * @throws when the assets were not built
 */
export function loadAssets(dir: string): Assets {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')),
  );
  const address = (name: keyof typeof manifest) => `/assets/${manifest[name]}`;
  return {
    script: address('portal.js'),
    style: address('portal.css'),
    icon: address('portal.svg'),
  };
}

/** Serves the hashed files for ever; their names change with their content. The manifest stays inside. */
export function serveAssets(dir: string): RequestHandler {
  const files = express.static(dir, {
    immutable: true,
    maxAge: '365d',
    index: false,
    redirect: false,
  });
  return (request, response, next) => {
    if (request.path === '/manifest.json') next();
    else files(request, response, next);
  };
}
