import { Router, type ErrorRequestHandler } from 'express';
import type { World } from '../world';
import { readAnswerForm, type AnswerForm } from './answer-form';
import { createDeskApi, DeskRefusal, type DeskApi } from './api-client';
import { impactFieldIdOf } from './impact-field';
import { createMailDesk } from './mail-desk';
import { ProblemPage } from './problem-page';
import { sameSite, send } from './send-page';
import { STYLE } from './style';
import { TicketListPage } from './ticket-list-page';
import { TicketPage } from './ticket-page';
import type { TicketList, TicketView } from './views';

/** The agents' page, so a person can play support: read, answer, note, assign, solve. */
export function createDesk(world: World, origin: () => string): Router {
  const router = Router();
  const api = createDeskApi(world, origin);

  router.get('/desk.css', (_req, res) => void res.type('css').send(STYLE));
  router.get('/', async (req, res) => {
    const page = Number(req.query.page) || 1;
    const list = await api.get<TicketList>(
      `/tickets?include=users,organizations&sort_by=updated_at&sort_order=desc&per_page=50&page=${page}`,
    );
    send(res, 200, TicketListPage({ list, page, impactFieldId: impactFieldIdOf(world.state) }));
  });
  router.get('/tickets/:id', async (req, res) => {
    const view = await readTicket(world, api, req.params.id);
    if (!view) return send(res, 404, ProblemPage({ sentence: 'There is no such ticket.' }));
    send(res, 200, TicketPage({ view, saved: req.query.saved === '1' }));
  });
  router.post('/tickets/:id', sameSite, async (req, res) => {
    const id = String(req.params.id);
    const before = await readTicket(world, api, id);
    if (!before) return send(res, 404, ProblemPage({ sentence: 'There is no such ticket.' }));
    let form: AnswerForm | undefined;
    try {
      form = await readAnswerForm(req, (...file) => api.upload(...file));
      await api.put(`/tickets/${id}`, { ticket: changesOf(form, before) });
    } catch (error) {
      if (!(error instanceof DeskRefusal)) throw error;
      return send(res, 422, TicketPage({ view: before, form, problem: error.message }));
    }
    res.redirect(303, `/tickets/${id}?saved=1`);
  });
  router.use('/mail', createMailDesk(world));
  router.use(apologise);
  return router;
}

const apologise: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) return next(error);
  process.emitWarning(error instanceof Error ? error : String(error));
  send(res, 500, ProblemPage({ sentence: 'The desk could not do that. Go back and try again.' }));
};

async function readTicket(world: World, api: DeskApi, id: string): Promise<TicketView | undefined> {
  if (!/^\d{1,15}$/.test(id)) return undefined;
  try {
    const [shown, conversation, agents, admins, fields] = await Promise.all([
      api.get<TicketView['shown']>(`/tickets/${id}?include=users,organizations,groups`),
      api.get<TicketView['conversation']>(`/tickets/${id}/comments?include=users&sort_order=desc`),
      api.get<{ users: TicketView['agents'] }>('/users?role=agent'),
      api.get<{ users: TicketView['agents'] }>('/users?role=admin'),
      api.get<{ ticket_fields: TicketView['fields'] }>('/ticket_fields'),
    ]);
    const { assignee_id: assigneeId } = shown.ticket;
    return {
      shown,
      conversation,
      agents: [...agents.users, ...admins.users.filter((user) => user.id === assigneeId)],
      fields: fields.ticket_fields,
      impactFieldId: impactFieldIdOf(world.state),
    };
  } catch (error) {
    if (error instanceof DeskRefusal) return undefined;
    throw error;
  }
}

/** Only what the agent changed is sent: an unchanged status must not undo somebody else's. */
function changesOf(form: AnswerForm, { shown: { ticket }, impactFieldId }: TicketView) {
  const impact = ticket.custom_fields.find(({ id }) => id === impactFieldId)?.value ?? '';
  const hasComment = form.answer.trim() !== '' || form.uploadToken !== undefined;
  return {
    ...(hasComment && {
      comment: {
        body: form.answer,
        public: form.public,
        uploads: form.uploadToken === undefined ? [] : [form.uploadToken],
      },
    }),
    ...(form.assignee !== String(ticket.assignee_id ?? '') && {
      assignee_id: form.assignee === '' ? null : Number(form.assignee),
    }),
    ...(form.status !== ticket.status && { status: form.status }),
    ...(form.impact !== impact && {
      custom_fields: [{ id: impactFieldId, value: form.impact === '' ? null : form.impact }],
    }),
  };
}
