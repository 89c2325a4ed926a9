import express, { Router, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { parseDuration, toStamp } from './clock';
import { USUAL_ORDER } from './export-order';
import { LIMIT_NAMES } from './limits';
import { createMailControl, MAX_MAIL } from './mail/mail-control';
import type { World } from './world';

const fault = z.strictObject({
  match: z
    .string()
    .regex(/^(?:\*|[A-Z]+) \/\S*$/, 'must be a method and a path, such as "POST /api/v2/tickets"'),
  times: z.number().int().positive().optional(),
  status: z.number().int().min(200).max(599).optional(),
  retryAfter: z.union([z.number(), z.string()]).optional(),
  body: z.unknown().optional(),
  contentType: z.string().optional(),
  delayMs: z.number().int().nonnegative().max(600_000).optional(),
  drop: z.enum(['before', 'after', 'half']).optional(),
});
const faultList = z.array(
  fault.refine(({ status, delayMs, drop }) => (status ?? delayMs ?? drop) !== undefined, {
    message: 'needs at least one of status, delayMs and drop',
  }),
);
const limitChange = z.strictObject({
  enabled: z.boolean().optional(),
  accountPerMinute: z.number().int().positive().optional(),
  endpoints: z.partialRecord(z.enum(LIMIT_NAMES), z.number().int().positive()).optional(),
  headers: z.enum(['2024', '2023', 'oldest']).optional(),
});
const exportOrder = z.strictObject({
  late: z.array(z.number().int().positive()).optional(),
  twice: z.boolean().optional(),
  reversed: z.boolean().optional(),
});
const planChange = z.strictObject({
  ticketForms: z.boolean().optional(),
  dynamicContent: z.boolean().optional(),
});
const clockChange = z.strictObject({ advance: z.string() });

/** The tests' and the demo's own door, `/_emulator/*`: never counted, never faulted, nothing of Zendesk's. */
export function createControl(world: World): Router {
  const router = Router();
  router.use('/inbound-mail', express.json({ limit: MAX_MAIL, type: () => true }));
  router.use(express.json({ strict: false, type: () => true }));

  router.post('/reset', async (_req, res) => {
    await world.reset();
    res.status(204).end();
  });
  router.get('/calls', (_req, res) => void res.json(world.calls.list()));
  router.get('/answers', (_req, res) => void res.json(world.calls.answers()));
  router.get('/timeline', (_req, res) => void res.json(world.calls.latest()));
  router.delete('/calls', (_req, res) => {
    world.calls.clear();
    res.status(204).end();
  });

  const clock = () => ({ now: toStamp(world.clock.now()) });
  router.get('/clock', (_req, res) => void res.json(clock()));
  router.post('/clock', (req, res) => {
    const milliseconds = parseDuration(clockChange.parse(req.body).advance);
    if (milliseconds === undefined) {
      res
        .status(400)
        .json({ error: 'advance must be an ISO 8601 duration such as PT25H or P28D.' });
      return;
    }
    world.hours.advance(milliseconds);
    world.changed();
    res.json(clock());
  });

  router.get('/faults', (_req, res) => void res.json(world.faults.list()));
  router.put('/faults', (req, res) => {
    world.faults.replace(faultList.parse(req.body));
    res.json(world.faults.list());
  });

  router.get('/export', (_req, res) => void res.json(world.exportOrder));
  router.put('/export', (req, res) => {
    world.exportOrder = { ...USUAL_ORDER, ...exportOrder.parse(req.body) };
    res.json(world.exportOrder);
  });

  router.get('/limits', (_req, res) => void res.json(world.limits.settings()));
  router.put('/limits', (req, res) => {
    world.limits.configure(limitChange.parse(req.body));
    res.json(world.limits.settings());
  });

  router.get('/plan', (_req, res) => void res.json(world.state.plan));
  router.put('/plan', (req, res) => {
    world.state.plan = { ...world.state.plan, ...planChange.parse(req.body) };
    world.changed();
    res.json(world.state.plan);
  });

  router.use(createMailControl(world));
  router.use((req, res) => {
    res.status(404).json({ error: `There is no control ${req.method} /_emulator${req.path}.` });
  });
  router.use(explain);
  return router;
}

/** A wrong body is answered with a sentence that says what is wrong with it. */
const explain: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
    res.status(400).json({ error: `${where}${issue?.message ?? 'The body is wrong'}.` });
    return;
  }
  if ((error as { type?: string }).type === 'entity.too.large') {
    res.status(413).json({ error: 'The body is too large.' });
    return;
  }
  if ((error as { type?: string }).type?.startsWith('entity.')) {
    res.status(400).json({ error: 'The body is not JSON.' });
    return;
  }
  next(error);
};
