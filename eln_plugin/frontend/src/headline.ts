import type { Result, Value } from './api.ts';

type Cell = Value | string | number | null | undefined;

/** What a row is told by, in this order; everything else stands behind “all columns” and in `result.json`. */
const HEADLINE: Record<string, readonly string[]> = {
  impedance: ['temperature', 'leg', 'sigma_total', 'r_total', 'circuit', 'kramers_kronig'],
  arrhenius: ['group', 'conductivity', 'convention', 'weighting', 'ea', 'r_squared', 'points']
};

/** All columns of a result's rows, in the order in which they first occur. */
export function allColumns({ series }: Pick<Result, 'series'>): string[] {
  return [...new Set(series.flatMap(row => Object.keys(row)))];
}

/** The columns to show first; all of them where nobody has said which ones count. */
export function headline(result: Pick<Result, 'method' | 'series'>): string[] {
  const all = allColumns(result);
  const first = (HEADLINE[result.method] ?? []).filter(name => all.includes(name));
  return first.length > 0 ? first : all;
}

/** A cell as people write it; numbers without an uncertainty have four digits. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'number') {
    return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(4)));
  }
  return typeof cell === 'object' ? (cell?.text ?? '') : (cell ?? '');
}
