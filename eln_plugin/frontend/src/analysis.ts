import type { Job } from './api.ts';
import { Refused } from './refused.ts';

const FIRST = 200;
const LONGEST = 2000;

/**
 * Follows a job on the server until it is done, asking less and less often.
 *
 * @throws Refused with the server's words if the analysis failed.
 */
export async function follow(
  first: Job,
  ask: (id: string) => Promise<Job>,
  report: (job: Job) => void,
  wait: (ms: number) => Promise<void> = ms => new Promise(resolve => setTimeout(resolve, ms))
): Promise<void> {
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
}
