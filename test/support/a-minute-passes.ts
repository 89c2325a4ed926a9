import { askDatabase } from './ask-database';

/** For whoever counts calls to Zendesk: the minute of each limit is over. */
export async function aMinutePasses({ databaseUrl }: { databaseUrl: string }): Promise<void> {
  await askDatabase(databaseUrl, `update call_windows set ends_at = ends_at - interval '1 minute'`);
}
