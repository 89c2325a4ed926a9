import { start } from './a-process';

export interface Ended {
  code: number | null;
  said: string;
  complained: string;
}

/** @returns `npm run accounts -- …` on a database, as an operator types it */
export function accountsOn(databaseUrl: string, environment: Record<string, string> = {}) {
  return async (...args: string[]): Promise<Ended> => {
    const script = start(
      'scripts/accounts.js',
      { DATABASE_URL: databaseUrl, ...environment },
      args,
    );
    const { code } = await script.end;
    return { code, said: script.stdout(), complained: script.stderr() };
  };
}
