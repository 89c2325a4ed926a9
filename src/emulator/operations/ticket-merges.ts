import { randomBytes } from 'node:crypto';
import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { mergeParams } from '../params/merge-params';
import { readParams } from '../params/read-params';
import { presentJob } from '../presenters/job';
import type { Job } from '../records';
import { mergeTickets } from '../rules/merge-tickets';
import type { World } from '../world';
import { findTicket } from './tickets';

/**
 * The job is done when it is answered, and says so to whoever asks for it afterwards.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#merge-tickets-into-target-ticket
 */
export function mergeTicketsIntoTargetTicket(world: World, call: Call): Reply {
  const target = findTicket(world.state, idParam(call));
  const { values } = readParams({ merge: call.body }, 'merge', mergeParams, 'tickets#merge');
  const job: Job = {
    id: randomBytes(16).toString('hex'),
    type: 'Bulk Ticket Merge',
    results: mergeTickets(world, call.user, target, values),
    completedAt: world.clock.stamp(),
  };
  world.state.jobs.set(job.id, job);
  world.changed();
  return ok({ job_status: presentJob(call.origin, job, 'queued') });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/#show-job-status */
export function showJobStatus({ state }: World, call: Call): Reply {
  const job = state.jobs.get(call.params.job ?? '');
  if (!job) throw recordNotFound();
  return ok({ job_status: presentJob(call.origin, job, 'completed') });
}
