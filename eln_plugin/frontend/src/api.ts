import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import type { Begun, OwnDefaults } from './defaults.ts';
import { Refused } from './refused.ts';
import { dataOf } from './reply.ts';
import type { FormSchema } from './schema.ts';

export interface Kind {
  name: string;
  title: string;
  summary: string;
  analyses: string[];
}

export type Severity = 'error' | 'warning' | 'gap' | 'info';

export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  hint: string;
  line: number | null;
  path: string;
  formula: string;
  source: string;
  fix: { path: string; text: string } | null;
  blocking: boolean;
}

/** What a rule asks for, and why. */
export interface RuleExplained {
  id: string;
  sentence: string;
  /** Further paragraphs. */
  more: string;
  formula: string;
  source: string;
  /** Level in each profile: must, should or off. */
  levels: Record<string, string>;
  /** Whether an entry may silence it, with a reason. */
  waivable: boolean;
}

/** How much of what a profile expects is there. */
export interface Completeness {
  complete: number;
  expected: number;
  missing: { rule: string; path: string; message: string; hint: string }[];
}

/** What follows from what was typed, beside the field that it stands at. */
export interface Derived {
  path: string;
  name: string;
  text: string;
  /** With formula, inputs and assumptions. */
  words: string;
}

export interface Report {
  kind: string | null;
  findings: Finding[];
  /** Path of a quantity -> how it was read. */
  readings: Record<string, string>;
  derived: Derived[];
  /** By profile: archive, publish. */
  completeness: Record<string, Completeness>;
  /** The review that locks the entry. */
  locked: { by: string; date: string } | null;
}

export interface Value {
  value: number;
  unit: string;
  uncertainty: number | null;
  text: string;
}

export interface Result {
  id: string;
  method: string;
  values: Record<string, Value>;
  series: Record<string, Value | string | number | null>[];
  warnings: string[];
  synthetic: boolean;
  created: string;
  /** Contents path of the figure. */
  figure: string | null;
  /** Why it no longer fits the entry; empty while it does. */
  stale: string[];
}

export interface Job {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: { done: number; total: number; message: string };
  error: { message: string; hint: string } | null;
  /** What the verb gave, once it is done. */
  result?: unknown;
}

/** What a raw file brings to an entry. */
export interface Attached {
  /** Path in the entry -> text. */
  values: Record<string, string>;
  /** What was read, in a sentence. */
  said: string;
  /** Where it was put, e.g. `spectra[2]`. */
  item: string;
}

export interface Surroundings {
  /** Contents path of the notebook's folder; `null` outside of any. */
  folder: string | null;
  /** Ids of the notebook's entries. */
  ids: string[];
  /** Files under `data/`, as entries name them. */
  files: string[];
  /** Names by the keys that entries use. */
  people: Record<string, string>;
  instruments: Record<string, string>;
  /** The minute of the answer, in the notebook's time zone. */
  now: string;
}

export interface OverviewEntry {
  id: string;
  title: string;
  date: string;
  status: string;
  /** How many findings the shape of its text has. */
  problems: number;
  /** Contents path of its file. */
  path: string;
}

export interface OverviewGroup {
  /** Empty for files that are no entry of any kind. */
  kind: string;
  title: string;
  count: number;
  /** The newest of them. */
  entries: OverviewEntry[];
}

/** The entries of a notebook, or those that a query finds. */
export interface Overview {
  folder: string;
  title: string;
  count: number;
  groups: OverviewGroup[];
}

/** The routes of Glovebook's server extension. */
export class Api {
  private readonly settings: ServerConnection.ISettings;

  constructor(settings: ServerConnection.ISettings) {
    this.settings = settings;
  }

  kinds(): Promise<Kind[]> {
    return this.ask('kinds');
  }

  /** The form of a kind, as the notebook around the entry at `path` knows it. */
  schema(kind: string, path: string): Promise<FormSchema> {
    return this.ask(`schema/${encodeURIComponent(kind)}?path=${encodeURIComponent(path)}`);
  }

  check(path: string, text: string): Promise<Report> {
    return this.ask('check', { path, text });
  }

  surroundings(path: string): Promise<Surroundings> {
    return this.ask(`entries?path=${encodeURIComponent(path)}`);
  }

  rule(id: string): Promise<RuleExplained> {
    return this.ask(`rules/${id.split('/').map(encodeURIComponent).join('/')}`);
  }

  attach(path: string, text: string, file: string, item: string): Promise<Attached> {
    return this.ask('attach', { path, text, file, item });
  }

  overview(path: string, query: string): Promise<Overview> {
    return this.ask(`overview?path=${encodeURIComponent(path)}&query=${encodeURIComponent(query)}`);
  }

  create(kind: string, folder: string, defaults: OwnDefaults): Promise<Begun> {
    return this.ask('entries', { kind, folder, defaults });
  }

  makeNotebook(folder: string): Promise<{ path: string }> {
    return this.ask('notebooks', { folder });
  }

  async results(path: string): Promise<Result[]> {
    return (await this.ask<{ results: Result[] }>(`results?path=${encodeURIComponent(path)}`)).results;
  }

  analyse(path: string): Promise<Job> {
    return this.ask('analyses', { path });
  }

  job(id: string): Promise<Job> {
    return this.ask(`analyses/${encodeURIComponent(id)}`);
  }

  /** The job, which is not carried on. */
  cancel(id: string): Promise<Job> {
    return this.ask(`analyses/${encodeURIComponent(id)}`, undefined, 'DELETE');
  }

  /** The bytes of a file that the server shows, fetched with the person's token. */
  async file(path: string): Promise<Blob> {
    const url = URLExt.join(this.settings.baseUrl, 'files', URLExt.encodeParts(path));
    const response = await ServerConnection.makeRequest(url, {}, this.settings);
    if (!response.ok) {
      throw new Refused(`${path} could not be read (${response.status})`, '', 'not_found');
    }
    return response.blob();
  }

  /** The answer of a route, to a body or else to the address alone. */
  async ask<T>(route: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
    const url = URLExt.join(this.settings.baseUrl, 'glovebook', route);
    const init = { method, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await ServerConnection.makeRequest(url, init, this.settings);
    return dataOf<T>(response, await response.text());
  }
}
