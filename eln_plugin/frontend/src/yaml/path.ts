/** A key of a mapping or an index of a list. */
export type Key = string | number;

/** The way to a field: `['steps', 1, 'temperature']`. */
export type Path = readonly Key[];

const STEP = /([^.[\]]+)|\[(\d+)\]/g;

/** The path that a text such as `steps[1].temperature` names, as the server's findings write it. */
export function parsePath(text: string): Path {
  return Array.from(text.matchAll(STEP), ([, name, index]) => name ?? Number(index));
}

/** The text of a path: `steps[1].temperature`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    const step = typeof key === 'number' ? `[${key}]` : key;
    return typeof key === 'number' || text === '' ? text + step : `${text}.${step}`;
  }, '');
}

/** Whether `path` is `top` or lies under it. */
export function isUnder(path: Path, top: Path): boolean {
  return top.length <= path.length && top.every((key, i) => key === path[i]);
}
