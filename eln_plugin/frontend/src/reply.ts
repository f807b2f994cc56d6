import { Refused } from './refused.ts';

/**
 * The data of a server's reply.
 *
 * @throws Refused with the server's words, or where the reply is no JSON: a proxy or a login page answered.
 */
export function dataOf<T>(reply: { ok: boolean; status: number; statusText: string }, text: string): T {
  let data;
  try {
    data = text === '' ? {} : JSON.parse(text);
  } catch {
    const status = [reply.status, reply.statusText].join(' ').trim();
    throw new Refused(`the server’s reply cannot be read (${status})`, 'reload the page and try again', 'no_json');
  }
  if (!reply.ok) {
    throw new Refused(data?.message ?? reply.statusText, data?.hint ?? '', data?.reason ?? reasonOf(reply.status));
  }
  return data as T;
}

/** Why somebody else than Glovebook has answered, which names its reasons: Jupyter, a hub or a proxy. */
function reasonOf(status: number): string {
  if (status === 401 || status === 403) {
    return 'logged_out';
  }
  // a hub says 424 while a person's server is stopped
  return [424, 502, 503, 504].includes(status) ? 'no_server' : '';
}
