import type { Job } from './api.ts';
import { Refused } from './refused.ts';

const FIRST = 200;
const LONGEST = 2000;

/**
 * What a job on the server gives, once it is done; it is asked for less and less often.
 *
 * @throws Refused with the server's words if it failed, or was cancelled.
 */
export async function follow<Given>(
  first: Job,
  ask: (id: string) => Promise<Job>,
  report: (job: Job) => void,
  wait: (ms: number) => Promise<void> = ms => new Promise(resolve => setTimeout(resolve, ms))
): Promise<Given> {
  let job = first;
  let pause = FIRST;
  while (job.state === 'queued' || job.state === 'running') {
    report(job);
    await wait(pause);
    pause = Math.min(pause * 1.25, LONGEST);
    job = await ask(job.id);
  }
  if (job.state === 'failed') {
    throw new Refused(job.error?.message ?? 'the analysis failed', job.error?.hint ?? '', 'failed');
  }
  if (job.state === 'cancelled') {
    throw new Refused('cancelled', 'nothing was written', 'cancelled');
  }
  return job.result as Given;
}
