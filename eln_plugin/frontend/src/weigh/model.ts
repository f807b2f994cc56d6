import { Signal } from '@lumino/signaling';

import { LatestAnswer } from '../findings';
import type { EntryModel } from '../model';
import { Refused } from '../refused';
import { textAt, valueAt } from '../yaml/data';
import { parsePath } from '../yaml/path';
import { weigh } from './calls';
import type { Row, Sheet, Typed } from './calls';
import { EMPTY, keep, kept } from './draft';
import type { Draft } from './draft';

/** The weigh sheet of an entry whose form is open: what is typed on it, and what the server works out. */
export class WeighModel {
  readonly changed = new Signal<this, void>(this);
  readonly entry: EntryModel;
  sheet: Sheet | null = null;
  said = '';
  isWritten = false;
  private typed: Draft;
  private readonly answers: LatestAnswer<Typed, Sheet>;

  constructor(entry: EntryModel) {
    this.entry = entry;
    this.typed = kept(entry.context.path);
    this.answers = new LatestAnswer(
      typed => weigh(entry.api, typed),
      sheet => this.put({ sheet, said: sheet.said }),
      error => this.put({ said: wordsOf(error) })
    );
    entry.context.model.contentChanged.connect(this.look, this);
    entry.changed.connect(this.show, this);
    this.answers.put(this.question, 0);
  }

  /** The reagent whose portion the others follow; `null` where they follow the batch. */
  get from(): number | null {
    return this.typed.from !== null && this.typed.from < this.keys.length ? this.typed.from : null;
  }

  get batch(): string {
    return this.typed.batch ?? textAt(this.entry.data, ['batch']);
  }

  /** What stands in the row of a reagent as weighed: what was typed, or else what the entry says. */
  weighed(index: number): string {
    return this.typed.weighed[this.keys[index] ?? ''] ?? textAt(this.entry.data, ['reagents', index, 'mass']);
  }

  /** The rows, as the server saw them last; those of another list of reagents are not shown. */
  get rows(): Row[] {
    const rows = this.sheet?.rows ?? [];
    return rows.length === this.keys.length ? rows : [];
  }

  get canWrite(): boolean {
    const { sheet, rows, entry } = this;
    return !entry.readOnly && rows.length > 0 && Object.keys(sheet?.values ?? {}).length > 0;
  }

  putBatch(batch: string): void {
    this.type({ ...this.typed, batch });
  }

  follow(from: number | null): void {
    this.type({ ...this.typed, from });
  }

  putWeighed(index: number, mass: string): void {
    this.type({ ...this.typed, weighed: { ...this.typed.weighed, [this.keys[index] ?? '']: mass } });
  }

  /** Write what the sheet says into the entry, as one change; what was typed there besides stays. */
  async write(): Promise<void> {
    const { entry } = this;
    try {
      const sheet = await weigh(entry.api, this.question); // of this moment: the last key may not be worked out yet
      const changes = Object.entries(sheet.values).map(([path, value]) => {
        return { op: 'set', path: parsePath(path), value } as const;
      });
      if (changes.length > 0 && entry.editAll(changes)) {
        this.type(EMPTY);
        this.put({ isWritten: true });
      }
    } catch (error) {
      this.put({ said: wordsOf(error) });
    }
  }

  dispose(): void {
    this.answers.dispose();
    this.entry.context.model.contentChanged.disconnect(this.look, this);
    this.entry.changed.disconnect(this.show, this);
    Signal.clearData(this);
  }

  /** A name for each reagent that stays when rows are moved: its formula, and which one of that formula. */
  private get keys(): string[] {
    const list = valueAt(this.entry.data, ['reagents']);
    const seen = new Map<string, number>();
    return (Array.isArray(list) ? list : []).map((_, index) => {
      const formula = textAt(this.entry.data, ['reagents', index, 'formula']);
      const count = (seen.get(formula) ?? 0) + 1;
      seen.set(formula, count);
      return `${formula} ${count}`;
    });
  }

  private get question(): Typed {
    const { entry, typed, keys, from } = this;
    const { path, model } = entry.context;
    const start = from === null ? {} : { start: { reagent: from, mass: this.weighed(from) } };
    const weighed = keys.map(key => typed.weighed[key] ?? null);
    return { path, text: model.toString(), batch: typed.batch ?? '', weighed, ...start };
  }

  private type(typed: Draft): void {
    this.typed = typed;
    keep(this.entry.context.path, typed);
    this.put({ isWritten: false });
    this.look();
  }

  private look(): void {
    this.answers.put(this.question);
  }

  private show(): void {
    this.changed.emit();
  }

  private put(state: Partial<Pick<WeighModel, 'sheet' | 'said' | 'isWritten'>>): void {
    Object.assign(this, state);
    this.changed.emit();
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Refused ? error.sentence : error instanceof Error ? error.message : String(error);
}
