import type { Api } from '../api.ts';

/** One step of a chain in its place. */
export interface Box {
  id: string;
  form: string;
  x: number;
  y: number;
  name: string;
  kind: string;
  second: string;
  /** All that is known of it. */
  whole: string;
  classes: string[];
  /** Contents path that it opens. */
  path: string | null;
}

/** A chain, drawn by the server. */
export interface Drawing {
  label: string;
  width: number;
  height: number;
  /** Width and height that all boxes have. */
  box: [number, number];
  boxes: Box[];
  curves: { source: string; target: string; field: string; line: string }[];
}

export function graph(api: Api, path: string): Promise<Drawing> {
  return api.ask(`graph?path=${encodeURIComponent(path)}`);
}
