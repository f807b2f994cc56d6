/** What the server would not do: a sentence, the remedy and a word for code. */
export class Refused extends Error {
  readonly hint: string;
  readonly reason: string;

  constructor(message: string, hint: string, reason: string) {
    super(message);
    this.hint = hint;
    this.reason = reason;
  }

  /** What is wrong, and the remedy. */
  get sentence(): string {
    return this.hint ? `${this.message}; ${this.hint}` : this.message;
  }
}
