import type { Finding, Severity } from './api.ts';
import { shownPath } from './schema.ts';
import type { FieldSchema } from './schema.ts';
import type { Data } from './yaml/data.ts';
import { parsePath, pathText } from './yaml/path.ts';

const RANK: Record<Severity, number> = { error: 0, warning: 1, gap: 2, info: 3 };

/** Findings worst first, those of one severity in the order of the text. */
export function byWeight(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity] || (a.line ?? 0) - (b.line ?? 0));
}

/** Findings by the path of the field that shows them; `''` is the top of the form. */
export function byPlace(
  findings: readonly Finding[],
  schema: FieldSchema | undefined,
  data: Data
): ReadonlyMap<string, Finding[]> {
  const places = new Map<string, Finding[]>();
  for (const finding of byWeight(findings)) {
    const place = pathText(shownPath(schema, data, parsePath(finding.path)));
    places.set(place, [...(places.get(place) ?? []), finding]);
  }
  return places;
}

/**
 * Asks a question some time after the last change, and hands on the answer to the last question only.
 *
 * Answers to older questions, which may come in late, are dropped.
 */
export class LatestAnswer<Q, A> {
  private readonly ask: (question: Q) => Promise<A>;
  private readonly take: (answer: A) => void;
  private readonly fail: (error: unknown) => void;
  private readonly delay: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(
    ask: (question: Q) => Promise<A>,
    take: (answer: A) => void,
    fail: (error: unknown) => void,
    delay = 250
  ) {
    this.ask = ask;
    this.take = take;
    this.fail = fail;
    this.delay = delay;
  }

  put(question: Q, delay = this.delay): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(question), delay);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asked += 1;
  }

  private async send(question: Q): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    try {
      const answer = await this.ask(question);
      if (mine === this.asked) {
        this.take(answer);
      }
    } catch (error) {
      if (mine === this.asked) {
        this.fail(error);
      }
    }
  }
}
