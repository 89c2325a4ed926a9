import { parse } from 'yaml';
import { z } from 'zod';
import { toAccountName, type AccountName } from '../domain/account';
import { parseEnvironment, type Environment, type RawEnvironment } from './environment';
import { refuse } from './refuse';
import { Secret } from './secrets';

/** An application key of VTEX; both halves are kept from print. */
export interface VtexKey {
  readonly appKey: Secret;
  readonly appToken: Secret;
}

export interface VtexSettings {
  /** `{account}` stands for the account's name. */
  readonly address: string;
  /** Used where an account has no key of its own; null when there is none. */
  readonly commonKey: VtexKey | null;
  readonly keys: ReadonlyMap<AccountName, VtexKey>;
}

const DEFAULT_ADDRESS = 'https://{account}.vtexcommercestable.com.br';

const accountKeys = z.record(
  z.string(),
  z.strictObject({ appKey: z.string().min(1), appToken: z.string().min(1) }),
);

/** What asking VTEX about an account's people needs. Throws `internal` with a sentence per problem. */
export function readVtexSettings(raw: RawEnvironment): VtexSettings {
  const { values, problems } = parseEnvironment(
    Object.fromEntries(Object.entries(raw).filter(([name]) => name.startsWith('VTEX_'))),
  );
  const keys = accountKeysOf(values, problems);
  const { VTEX_APP_KEY: appKey, VTEX_APP_TOKEN: appToken } = values;
  if ((appKey === undefined) !== (appToken === undefined)) {
    problems.push('VTEX_APP_KEY and VTEX_APP_TOKEN go together; one of them is missing.');
  }
  if (appKey === undefined && keys.size === 0 && problems.length === 0) {
    problems.push(
      'Neither VTEX_APP_KEY with VTEX_APP_TOKEN nor VTEX_ACCOUNT_KEYS is set, so no account can be asked about.',
    );
  }
  refuse('VTEX cannot be asked, because its settings are not right:', problems);
  return {
    address: values.VTEX_URL ?? DEFAULT_ADDRESS,
    commonKey: appKey === undefined ? null : toKey({ appKey, appToken: appToken! }),
    keys,
  };
}

/** Says nothing of the text itself: it holds the keys. */
function accountKeysOf(
  { VTEX_ACCOUNT_KEYS: text }: Environment,
  problems: string[],
): Map<AccountName, VtexKey> {
  if (text === undefined) return new Map();
  const read = accountKeys.safeParse(parsed(text));
  if (!read.success) {
    problems.push(
      'VTEX_ACCOUNT_KEYS must be YAML or JSON with appKey and appToken below each account.',
    );
    return new Map();
  }
  const keys = new Map<AccountName, VtexKey>();
  for (const [name, key] of Object.entries(read.data)) {
    const account = toAccountName(name);
    if (account === undefined)
      problems.push('VTEX_ACCOUNT_KEYS names an account that cannot be one.');
    else keys.set(account, toKey(key));
  }
  return keys;
}

function parsed(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false });
  } catch {
    return undefined;
  }
}

function toKey({ appKey, appToken }: { appKey: string; appToken: string }): VtexKey {
  return { appKey: new Secret(appKey), appToken: new Secret(appToken) };
}
