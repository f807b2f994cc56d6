import { Refused } from './refused.ts';

const FIRST = 1000;
const LONGEST = 30_000;

/**
 * Keeps what belongs to a name that changes, such as the schema of an entry's kind.
 *
 * Answers about names left behind are dropped. Where the server cannot be reached it is asked again, less and less
 * often; a name that it does not know (or `''`) belongs to nothing: null.
 */
export class Followed<A> {
  private readonly ask: (name: string) => Promise<A>;
  private readonly take: (answer: A | null) => void;
  private readonly fail: (error: unknown) => void;
  private name = '';
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    ask: (name: string) => Promise<A>,
    take: (answer: A | null) => void,
    fail: (error: unknown) => void
  ) {
    this.ask = ask;
    this.take = take;
    this.fail = fail;
  }

  follow(name: string): void {
    if (name !== this.name) {
      this.name = name;
      void this.send(FIRST);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.round += 1;
  }

  private async send(pause: number): Promise<void> {
    clearTimeout(this.timer);
    this.round += 1;
    const mine = this.round;
    try {
      const answer = this.name === '' ? null : await this.ask(this.name);
      if (mine === this.round) {
        this.take(answer);
      }
    } catch (error) {
      if (mine !== this.round) {
        return;
      }
      if (error instanceof Refused && error.reason === 'not_found') {
        this.take(null);
      } else {
        this.timer = setTimeout(() => void this.send(Math.min(2 * pause, LONGEST)), pause);
        this.fail(error);
      }
    }
  }
}
