import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { ANONYMOUS } from './auth/anonymous';
import { authenticate, onBehalfOf, requireScope, type Credentials } from './auth/authenticate';
import { createTokenForGrantType } from './auth/oauth-tokens';
import type { Call, Reply } from './call';
import { deliver } from './deliver';
import { ApiError, forbidden, invalidEndpoint, malformedJson, unauthenticated } from './errors';
import { countAndFail, delayed, isDesk, withoutJsonSuffix } from './intercept';
import { refuseUnknown } from './not-implemented';
import { refuseBeyondPlan } from './plan';
import { closeLongSolved } from './rules/close-solved';
import { ROUTES, type Route } from './routes';
import type { World } from './world';

const MAX_JSON = '5mb';

/** The API's front: every call is counted, may be faulted, is limited, authenticated and answered. */
export function createApi(world: World): Router {
  const router = Router();
  router.use(tellTime(world));
  router.use(withoutJsonSuffix);
  router.use(countAndFail(world));
  router.post('/oauth/tokens', (req, res) =>
    answer(res, {}, async () => {
      const body = await readBody(req, res);
      await delayed(res);
      return createTokenForGrantType(world, body);
    }),
  );
  for (const route of ROUTES) {
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    router[method](`/api/v2${route.path}`, (req, res, next) => {
      if (!hasNumericIds(req)) return next();
      return answerRoute(world, route, req, res);
    });
  }
  router.use('/api/v2', (req, res) =>
    answer(res, rateHeaders(world, req), () => {
      refuseBeyondPlan(world.state.plan, req.path);
      return refuseUnknown(req.method, req.path);
    }),
  );
  router.use('/oauth', (_req, res) => answer(res, {}, () => Promise.reject(invalidEndpoint())));
  return router;
}

/** Answers carry the time of the emulated Zendesk, which may have been moved. */
function tellTime(world: World): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('Date', new Date(world.clock.now()).toUTCString());
    next();
  };
}

/** Runs what gives the answer and sends it; every `ApiError` becomes the answer it describes. */
export async function answer(
  res: Response,
  headers: Record<string, string>,
  act: () => Reply | Promise<Reply>,
): Promise<void> {
  try {
    const reply = await act();
    deliver(res, { ...reply, headers: { ...headers, ...reply.headers } });
  } catch (error) {
    const known = error instanceof ApiError ? error : unforeseen(error);
    deliver(res, {
      status: known.status,
      body: known.body,
      headers: { ...headers, ...known.headers },
    });
  }
}

async function answerRoute(world: World, route: Route, req: Request, res: Response): Promise<void> {
  const headers: Record<string, string> = {};
  await answer(res, headers, async () => {
    if (!isDesk(world, req)) Object.assign(headers, world.limits.spendAccount());
    closeLongSolved(world);
    const caller = callerOf(world, route, req);
    refuseBeyondPlan(world.state.plan, route.path);
    if (!isDesk(world, req)) {
      const subject = `${caller.user.id} ${String(req.params.id)}`;
      Object.assign(headers, world.limits.spendNamed(route.limits, subject));
    }
    // Uploads are read as they come, by their operation.
    const body = route.path === '/uploads' ? undefined : await readBody(req, res);
    await delayed(res);
    const reply = await route.operation(world, toCall(req, res, caller, body));
    await world.saved();
    return reply;
  });
}

function callerOf(world: World, route: Route, req: Request): Credentials {
  const known = authenticate(world, req.headers);
  if (!known) {
    if (route.allowed === 'anyone') return { user: ANONYMOUS, scopes: 'all' };
    throw unauthenticated();
  }
  const wish = req.headers['x-on-behalf-of'];
  const caller = typeof wish === 'string' ? onBehalfOf(world, known, wish) : known;
  requireScope(caller, resourceOf(route.path), route.method);
  const { role } = caller.user;
  const refused =
    (route.allowed === 'agents' && role === 'end-user') ||
    (route.allowed === 'admins' && role !== 'admin');
  if (refused) throw forbidden();
  return caller;
}

const SCOPE_RESOURCES: Record<string, string> = {
  incremental: 'tickets',
  uploads: 'tickets',
  attachments: 'tickets',
  suspended_tickets: 'tickets',
  organization_memberships: 'organizations',
  trigger_categories: 'triggers',
};

function resourceOf(path: string): string {
  const [, first = ''] = path.split('/');
  return SCOPE_RESOURCES[first] ?? first;
}

function toCall(req: Request, res: Response, caller: Credentials, body: unknown): Call {
  const lastOf = (value: unknown) => String(Array.isArray(value) ? value.at(-1) : value);
  const query = Object.entries(req.query).map(([key, value]) => [key, lastOf(value)]);
  const params = Object.entries(req.params).map(([key, value]) => [key, lastOf(value)]);
  return {
    user: caller.user,
    params: Object.fromEntries(params) as Call['params'],
    query: Object.fromEntries(query) as Call['query'],
    body,
    headers: req.headers,
    stream: req,
    url: String(res.locals.url),
    origin: `${req.protocol}://${req.headers.host ?? '127.0.0.1'}`,
  };
}

function rateHeaders(world: World, req: Request): Record<string, string> {
  return isDesk(world, req) ? {} : world.limits.spendAccount();
}

/** Without `.json` in the address, only a body that says it is JSON is read as JSON. */
function readBody(req: Request, res: Response): Promise<unknown> {
  const isJson = (contentType: string | undefined) =>
    Boolean(res.locals.hadJsonSuffix) || /\bjson\b/.test(contentType ?? '');
  const parsers = [
    express.json({
      limit: MAX_JSON,
      strict: false,
      type: ({ headers }) => isJson(headers['content-type']),
    }),
    express.urlencoded({ extended: false, limit: MAX_JSON }),
  ];
  return parsers.reduce<Promise<unknown>>(
    (before, parser) =>
      before.then(
        () =>
          new Promise((resolve, reject) => {
            parser(req, res, (error?: unknown) =>
              error ? reject(unreadable(error)) : resolve(req.body),
            );
          }),
      ),
    Promise.resolve(),
  );
}

function unreadable(error: unknown): ApiError {
  const status = (error as { status?: number }).status;
  if (status !== 413) return malformedJson();
  return new ApiError(413, {
    error: { title: 'Payload too large', message: 'The body is too large' },
  });
}

function hasNumericIds(req: Request): boolean {
  return Object.entries(req.params).every(
    ([name, value]) => !/id$/i.test(name) || /^\d{1,15}$/.test(String(value)),
  );
}

function unforeseen(error: unknown): ApiError {
  process.emitWarning(error instanceof Error ? error : String(error));
  return new ApiError(500, { status: 500, error: 'Internal Server Error' });
}
