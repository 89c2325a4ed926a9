import type { Job } from '../records';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/#json-format */
export function presentJob(origin: string, job: Job, status: 'queued' | 'completed') {
  const isDone = status === 'completed';
  return {
    id: job.id,
    job_type: job.type,
    url: `${origin}/api/v2/job_statuses/${job.id}.json`,
    total: job.results.length,
    progress: isDone ? job.results.length : null,
    status,
    message: isDone ? `Completed at ${job.completedAt}` : null,
    results: isDone ? job.results : null,
  };
}
