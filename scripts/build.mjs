// @ts-check
/**
 * Builds what runs: src and scripts file by file into dist, and the browser's files, their names
 * carrying a hash of their content, into dist/assets with a manifest.
 *
 *   node scripts/build.mjs
 */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const assets = join(dist, 'assets');
const browserSources = join(root, 'src/http/assets');

/** Builds everything. Files whose source is gone do not stay behind. */
export async function build() {
  await Promise.all([buildProgram(), buildAssets()]);
}

/**
 * Builds the browser's files.
 *
 * @returns {Promise<string>} the folder they are in, with `manifest.json`
 */
async function buildAssets() {
  const { metafile } = await esbuild({
    absWorkingDir: root,
    entryPoints: ['portal.ts', 'portal.css', 'portal.svg'].map((name) =>
      join(browserSources, name),
    ),
    entryNames: '[name]-[hash]',
    outdir: assets,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2020', 'safari14'],
    loader: { '.svg': 'copy' },
    metafile: true,
    logLevel: 'warning',
  });
  const names = Object.keys(metafile.outputs).map((path) => basename(path));
  const manifest = Object.fromEntries(
    names.map((name) => [name.replace(/-\w+(\.\w+)$/, '$1'), name]),
  );
  await writeFile(join(assets, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await removeOthers(
    assets,
    [...names, 'manifest.json'].map((name) => join(assets, name)),
  );
  return assets;
}

async function buildProgram() {
  await Promise.all(
    ['src', 'scripts'].map(async (folder) => {
      const { metafile } = await esbuild({
        absWorkingDir: root,
        entryPoints: await programFiles(folder),
        outbase: folder,
        outdir: join(dist, folder),
        bundle: false,
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        sourcemap: true,
        jsx: 'automatic',
        jsxImportSource: 'preact',
        metafile: true,
        logLevel: 'warning',
      });
      await removeOthers(join(dist, folder), Object.keys(metafile.outputs));
    }),
  );
}

/**
 * Written first, cleaned afterwards: a portal that is running keeps its files.
 * @param {string} folder
 * @param {string[]} wanted
 */
async function removeOthers(folder, wanted) {
  const keep = new Set(wanted.map((path) => resolve(root, path)));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const stale = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !keep.has(path));
  await Promise.all(stale.map((path) => rm(path, { force: true })));
}

/** @param {string} folder */
async function programFiles(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(browserSources + sep));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
