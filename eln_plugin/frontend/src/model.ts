import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { follow } from './analysis';
import type { Api, Job, Report, Result, Surroundings } from './api';
import { byPlace, LatestAnswer } from './findings';
import { Followed } from './followed';
import type { Keeper } from './keep/keeper';
import { Refused } from './refused';
import { orderAt } from './schema';
import type { FormSchema } from './schema';
import { upload } from './upload';
import { textAt } from './yaml/data';
import type { Change, Data } from './yaml/data';
import { editFor } from './yaml/edit';
import { parsePath, pathText } from './yaml/path';
import type { Path } from './yaml/path';
import { read, Unreadable } from './yaml/source';
import { applied } from './yaml/span';

/** Something the person should read at the top of the form. */
export interface Notice {
  message: string;
  hint: string;
  /** Path of the field that it tells of, where the person should see that one instead. */
  path?: string;
}

/** An entry that is open: the text of its document, and what the server says of it. */
export class EntryModel implements IDisposable {
  readonly changed = new Signal<this, void>(this);
  readonly api: Api;
  readonly context: DocumentRegistry.Context;
  readonly contents: Contents.IManager;
  readonly keeper: Keeper;
  data: Data = '';
  unreadable: Unreadable | null = null;
  schema: FormSchema | null = null;
  report: Report = { kind: null, findings: [], readings: {}, derived: [], completeness: {}, locked: null };
  around: Surroundings = { folder: null, ids: [], files: [], people: {}, instruments: {}, now: '' };
  results: Result[] = [];
  job: Job | null = null;
  notice: Notice | null = null;
  isDisposed = false;
  /** Carries out a command of JupyterLab; set where the form is made. */
  run: (command: string, args: Record<string, string>) => void = () => undefined;
  /** Why a reviewed entry is being changed; empty while its lock holds. */
  amending = '';
  /** Whether the notice tells of the last check, so that it goes with the next one. */
  checkFailed = false;
  /** The same of the kind's schema, which is asked for until it comes. */
  schemaFailed = false;
  private readonly trans: TranslationBundle;
  private readonly checker: LatestAnswer<string, Report>;
  private readonly schemas: Followed<FormSchema>;
  private readonly surroundings: LatestAnswer<void, Surroundings>;
  private readonly stored: LatestAnswer<void, Result[]>;

  constructor(
    context: DocumentRegistry.Context,
    api: Api,
    contents: Contents.IManager,
    keeper: Keeper,
    trans: TranslationBundle
  ) {
    this.trans = trans;
    this.context = context;
    this.keeper = keeper;
    this.api = api;
    this.contents = contents;
    this.checker = new LatestAnswer(
      text => api.check(context.path, text),
      report => this.put(this.checkFailed ? { report, checkFailed: false, notice: null } : { report }),
      error => this.put({ checkFailed: true, notice: noticeOf(error) })
    );
    const fail = (error: unknown): void =>
      this.put({ checkFailed: !(error instanceof Refused), notice: noticeOf(error) }); // a check that comes has a server
    this.schemas = new Followed(
      kind => api.schema(kind, context.path),
      schema => this.put(this.schemaFailed ? { schema, schemaFailed: false, notice: null } : { schema }),
      error => this.put({ schemaFailed: true, notice: noticeOf(error) })
    );
    this.surroundings = new LatestAnswer(() => api.surroundings(context.path), around => this.put({ around }), fail, 0);
    this.stored = new LatestAnswer(() => api.results(context.path), results => this.put({ results }), fail, 0);
    void context.ready.then(() => this.begin());
  }

  /** Findings by the path of the field that shows them. */
  get places(): ReturnType<typeof byPlace> {
    return byPlace(this.report.findings, this.schema ?? undefined, this.data);
  }

  /** Whether the form changes nothing: neither what cannot be edited, nor what a review has locked. */
  get readOnly(): boolean {
    return this.isFixed || this.isLocked;
  }

  /** Whether the file cannot be written, or its text not be read. */
  get isFixed(): boolean {
    return this.context.model.readOnly || this.unreadable !== null;
  }

  /** Whether somebody approved the entry, and nobody has said why it is changed all the same. */
  get isLocked(): boolean {
    return this.report.locked !== null && this.amending === '';
  }

  get canAnalyse(): boolean {
    return (this.schema?.['x-glovebook-kind']?.analyses.length ?? 0) > 0 && this.job === null;
  }

  /** Make one change in the document's text, in the smallest span; say so where that cannot be. */
  edit(change: Change): void {
    this.editAll([change]);
  }

  /** Make one change that an undo takes back alone, however soon it follows what was typed. */
  editApart(change: Change): void {
    const { undoManager } = this.context.model.sharedModel as unknown as SharedText;
    undoManager?.stopCapturing();
    this.edit(change);
    undoManager?.stopCapturing();
  }

  /** Make several changes as one, which one undo takes back: all of them, or none and false. */
  editAll(changes: readonly Change[]): boolean {
    const shared = this.context.model.sharedModel as unknown as SharedText;
    try {
      const order = (path: Path): string[] => orderAt(this.schema ?? undefined, path);
      let text = shared.getSource();
      const edits = changes.map(change => {
        const edit = editFor(text, change, order);
        text = applied(text, edit);
        return edit;
      });
      const needed = edits.filter(({ start, end, insert }) => start !== end || insert !== '');
      if (needed.length > 0) {
        shared.transact(() => needed.forEach(({ start, end, insert }) => shared.updateSource(start, end, insert)));
      }
      this.put({ notice: null });
      return true;
    } catch (error) {
      this.put({ notice: noticeOf(error) });
      return false;
    }
  }

  /**
   * Put a file from the person's computer into the notebook and at `item`, with what it says for empty fields.
   *
   * Without an item the server says where it belongs, and the form shows it there.
   */
  async attach(file: File, item: Path | null): Promise<void> {
    const { folder } = this.around;
    const id = textAt(this.data, ['id']);
    if (folder === null || id === '') {
      const message = this.trans.__('A file belongs to an entry of a notebook, and this is none.');
      this.put({ notice: { message, hint: '' } });
      return;
    }
    try {
      const prefix = folder === '' ? '' : `${folder}/`;
      const path = await upload(this.contents, file, `${prefix}data/${id}`);
      await this.refer(path.slice(prefix.length), item);
    } catch (error) {
      this.put({ notice: noticeOf(error) });
    }
  }

  /** Name a file of the notebook at `item`, or on a new line where it belongs; it is hashed and read at once. */
  async refer(file: string, item: Path | null): Promise<void> {
    const { context, api } = this;
    const brought = await api.attach(context.path, context.model.toString(), file, item ? pathText(item) : '');
    const start = `${brought.item}.`;
    const [line, others] = [true, false].map(isHere =>
      Object.entries(brought.values).filter(([path]) => (item === null && path.startsWith(start)) === isHere)
    ) as [[string, string][], [string, string][]];
    if (line.length > 0) {
      const value = Object.fromEntries(line.map(([path, text]) => [path.slice(start.length), text]));
      this.edit({ op: 'insert', path: parsePath(brought.item), value });
    }
    for (const [path, value] of others) {
      this.edit({ op: 'set', path: parsePath(path), value });
    }
    const place = item === null ? { path: `${brought.item}.file` } : {};
    this.put({ notice: { message: brought.said, hint: '', ...place } });
    this.surroundings.put();
  }

  /** Take the last edit back, whichever view of the text it was made in. */
  undo(): void {
    this.context.model.sharedModel.undo();
  }

  redo(): void {
    this.context.model.sharedModel.redo();
  }

  /** Save the entry, run its analyses on the server, and show the results. */
  async analyse(): Promise<void> {
    if (!this.canAnalyse) {
      return;
    }
    const { api, context } = this;
    const progress = { done: 0, total: 0, message: '' };
    this.put({ job: { id: '', state: 'queued', progress, error: null }, notice: null });
    try {
      await context.save();
      await follow(await api.analyse(context.path), id => api.job(id), job => this.put({ job }));
    } catch (error) {
      this.put({ notice: noticeOf(error) });
    }
    this.put({ job: null });
    this.stored.put();
  }

  /** Tell what went wrong at the top of the form. */
  tell(error: unknown): void {
    this.put({ notice: noticeOf(error) });
  }

  /** Unlock a reviewed entry for a reason that stands in it already; lock it again without one. */
  amend(reason: string): void {
    this.put({ amending: reason });
  }

  dismiss(): void {
    this.put({ notice: null });
  }

  dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.isDisposed = true;
    for (const asker of [this.checker, this.schemas, this.surroundings, this.stored]) {
      asker.dispose();
    }
    this.context.model.contentChanged.disconnect(this.onText, this);
    this.context.saveState.disconnect(this.onSave, this);
    Signal.clearData(this);
  }

  private begin(): void {
    if (this.isDisposed) {
      return;
    }
    this.context.model.contentChanged.connect(this.onText, this);
    this.context.saveState.connect(this.onSave, this);
    this.onText(0);
    this.surroundings.put();
    this.stored.put();
  }

  private onText(delay: unknown): void {
    const text = this.context.model.toString();
    try {
      this.data = read(text).data;
      this.unreadable = null;
    } catch (error) {
      this.unreadable = error instanceof Unreadable ? error : new Unreadable(String(error), 1);
    }
    this.checker.put(text, delay === 0 ? 0 : undefined);
    this.schemas.follow(textAt(this.data, ['kind']));
    this.changed.emit();
  }

  private onSave(_: unknown, state: DocumentRegistry.SaveState): void {
    if (state === 'completed') {
      this.checker.put(this.context.model.toString(), 0); // findings may rest on what lies beside the file
      this.surroundings.put();
      this.stored.put();
    }
  }

  private put(state: Partial<EntryModel>): void {
    if (!this.isDisposed) {
      Object.assign(this, state);
      this.changed.emit();
    }
  }
}

/** The text that all views of the document share. */
interface SharedText {
  getSource(): string;
  updateSource(start: number, end: number, text: string): void;
  transact(edits: () => void): void;
  undoManager: { stopCapturing(): void } | null;
}

function noticeOf(error: unknown): Notice {
  const { message, hint } = error as Partial<Notice>;
  return { message: message ?? String(error), hint: hint ?? '' };
}
