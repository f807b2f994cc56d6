import type { Api } from '../api.ts';
import type { Begun, OwnDefaults } from '../defaults.ts';

/** A field of a template that may be varied, and what it is unless somebody does. */
export interface Parameter {
  name: string;
  value: string;
}

/** A ready procedure to begin an entry from. */
export interface Template {
  name: string;
  kind: string;
  /** The kind, as people call it. */
  title: string;
  summary: string;
  origin: 'shipped' | 'lab';
  parameters: Parameter[];
}

export interface Templates {
  templates: Template[];
  /** Why a file of the notebook is none. */
  refused: string[];
}

/** What the person chose. */
export interface Choice {
  template: string;
  /** Empty: the next free one. */
  id: string;
  /** The parameters that were varied. */
  parameters: Record<string, string>;
}

export function templates(api: Api, folder: string): Promise<Templates> {
  return api.ask(`templates?folder=${encodeURIComponent(folder)}`);
}

export function begin(api: Api, folder: string, choice: Choice, defaults: OwnDefaults): Promise<Begun> {
  return api.ask('begin', { folder, ...choice, defaults });
}
