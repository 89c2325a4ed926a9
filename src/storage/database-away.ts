import { types } from 'node:util';
import { AppError } from '../errors';

/** https://nodejs.org/api/errors.html#common-system-errors */
const NETWORK = /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/;
/**
 * Connection exceptions, no such database, lack of resources, cancelled or shut down by the
 * operator, cannot connect now.
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const SQLSTATE = /^(08...|3D000|53...|57014|57P0[1-5])$/;
/** The driver's own words for the same; it gives these errors no code. */
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Long enough for a server to restart. */
const RETRY_SECONDS = 30;

/** Throws `unavailable` when the database could not be asked, and any other error as it is. */
export function asUnavailable(error: unknown): never {
  if (isAway(error))
    throw new AppError('unavailable', 'The database does not answer.', {
      cause: error,
      retryAfter: RETRY_SECONDS,
    });
  throw error;
}

function isAway(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return NETWORK.test(code) || SQLSTATE.test(code) || DRIVER.test(error.message);
}
