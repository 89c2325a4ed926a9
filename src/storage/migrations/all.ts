import type { Migration } from 'kysely';
import * as people from './0001-people';
import * as outbox from './0002-outbox';
import * as mirror from './0003-mirror';
import * as webhooks from './0004-webhooks';
import * as setAside from './0005-set-aside';
import * as callLedger from './0006-call-ledger';
import * as backFill from './0007-back-fill';
import * as waysIn from './0008-ways-in';
import * as accessSources from './0009-access-sources';
import * as providers from './0010-providers';
import * as secondSteps from './0011-second-steps';
import * as deletedBySupport from './0013-deleted-by-support';

/** Every migration by name, in order. A name that has shipped never changes. */
export const migrations: Record<string, Migration> = {
  '0001-people': people,
  '0002-outbox': outbox,
  '0003-mirror': mirror,
  '0004-webhooks': webhooks,
  '0005-set-aside': setAside,
  '0006-call-ledger': callLedger,
  '0007-back-fill': backFill,
  '0008-ways-in': waysIn,
  '0009-access-sources': accessSources,
  '0010-providers': providers,
  '0011-second-steps': secondSteps,
  '0013-deleted-by-support': deletedBySupport,
};
