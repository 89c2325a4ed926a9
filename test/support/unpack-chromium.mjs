import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cache = join(root, 'node_modules', '.cache', 'chromium');

/**
 * Unpacks the Chromium that ships inside its package, once per installation.
 * @returns {Promise<{executablePath: string, env: Record<string, string>}>} what to start and with
 * what environment: its own fonts, and the libraries it links to on a machine that lacks them
 */
export async function unpackChromium() {
  mkdirSync(cache, { recursive: true });
  const { TMPDIR, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  // The package unpacks into the temporary directory, and its libraries only where it thinks
  // itself at home.
  process.env.TMPDIR = cache;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    const lacking = execFileSync('ldd', [executablePath]).includes('not found');
    const env = { FONTCONFIG_PATH: nameFonts() };
    if (lacking) env.LD_LIBRARY_PATH = join(cache, 'al2023', 'lib');
    return { executablePath, env };
  } finally {
    delete process.env.AWS_EXECUTION_ENV;
    restore('TMPDIR', TMPDIR);
    restore('LD_LIBRARY_PATH', LD_LIBRARY_PATH);
    restore('FONTCONFIG_PATH', FONTCONFIG_PATH);
  }
}

/** The package's own list names places outside it: without a font there Chromium shows no text, or ends. */
function nameFonts() {
  const folder = join(cache, 'fontconfig');
  mkdirSync(folder, { recursive: true });
  const [fonts, kept] = [join(cache, 'fonts', 'fonts'), join(folder, 'cache')];
  const list = `<fontconfig><dir>${fonts}</dir><cachedir>${kept}</cachedir></fontconfig>`;
  writeFileSync(join(folder, 'fonts.conf'), `<?xml version="1.0"?>\n${list}\n`);
  return folder;
}

function restore(name, value) {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
