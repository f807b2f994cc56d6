import type { Result, Value } from './api.ts';

type Cell = Value | string | number | null | undefined;

/** What a row is told by, in this order; everything else stands behind “all columns” and in `result.json`. */
const HEADLINE: Record<string, readonly string[]> = {
  impedance: ['temperature', 'leg', 'sigma_total', 'r_total', 'circuit', 'kramers_kronig'],
  cycling: [
    'cycle',
    'capacity_discharge',
    'specific_capacity_discharge',
    'specific_capacity_charge',
    'ce',
    'energy_efficiency',
    'capacity_retention',
    'remark'
  ],
  arrhenius: ['group', 'conductivity', 'convention', 'weighting', 'ea', 'r_squared', 'points']
};

/** All columns of a result's rows, in the order in which they first occur. */
export function allColumns({ series }: Pick<Result, 'series'>): string[] {
  return [...new Set(series.flatMap(row => Object.keys(row)))];
}

/** Columns that tell rows apart, and nothing where all rows agree. */
const DIVIDING = new Set(['leg', 'group']);

/** The columns to show first; all of them where nobody has said which ones count. */
export function headline(result: Pick<Result, 'method' | 'series'>): string[] {
  const all = allColumns(result);
  const first = (HEADLINE[result.method] ?? []).filter(
    name => all.includes(name) && !(DIVIDING.has(name) && new Set(result.series.map(row => row[name])).size === 1)
  );
  return first.length > 0 ? first : all;
}

/** A cell as people write it; numbers without an uncertainty have four digits, so 0.99998 is 1.000. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'number') {
    return Number.isInteger(cell) ? String(cell) : cell.toPrecision(4);
  }
  return typeof cell === 'object' ? (cell?.text ?? '') : (cell ?? '');
}
