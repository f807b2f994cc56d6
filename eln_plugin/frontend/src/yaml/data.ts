import type { Key, Path } from './path.ts';

/** What a YAML text holds when every scalar is read as text; an empty one is `''`. */
export type Data = string | Data[] | { [key: string]: Data };

export type Mapping = { [key: string]: Data };

/** How a new mapping in a list is laid out: on one line in braces (a row), or a line a key (a card). */
export type Style = 'row' | 'card';

/** One wish of the form, against the data. */
export type Change =
  | { op: 'set'; path: Path; value: Data; style?: Style }
  | { op: 'insert'; path: Path; value: Data; style?: Style }
  | { op: 'remove'; path: Path }
  /** Exchange an item of a list with the one after it. */
  | { op: 'swap'; path: Path };

export function isMapping(data: Data | undefined): data is Mapping {
  return typeof data === 'object' && !Array.isArray(data);
}

/** The value at a path, `undefined` where there is none. */
export function valueAt(data: Data | undefined, path: Path): Data | undefined {
  return path.reduce<Data | undefined>((value, key) => child(value, key), data);
}

export function child(data: Data | undefined, key: Key): Data | undefined {
  if (Array.isArray(data)) {
    return typeof key === 'number' ? data[key] : undefined;
  }
  return isMapping(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

/** The text at a path, `''` where there is none or something else. */
export function textAt(data: Data | undefined, path: Path): string {
  const value = valueAt(data, path);
  return typeof value === 'string' ? value : '';
}

/** A copy of the data with the change made: what the edited text must read as. */
export function changed(data: Data | undefined, change: Change): Data {
  const [key, ...rest] = change.path;
  if (key === undefined) {
    return 'value' in change ? change.value : '';
  }
  if (rest.length > 0) {
    return put(data, key, changed(child(data, key), { ...change, path: rest }));
  }
  if (change.op === 'set') {
    return put(data, key, change.value);
  }
  if (typeof key === 'number') {
    const list = Array.isArray(data) ? [...data] : [];
    const [mine, next] = list.slice(key, key + 2);
    if (change.op === 'swap' && mine !== undefined && next !== undefined) {
      list.splice(key, 2, next, mine);
    } else if (change.op === 'insert') {
      list.splice(key, 0, change.value);
    } else if (change.op === 'remove') {
      list.splice(key, 1);
    }
    return list;
  }
  if (change.op === 'insert') {
    return put(data, key, change.value);
  }
  if (change.op === 'swap') {
    return data ?? '';
  }
  const { [key]: _, ...others } = isMapping(data) ? data : {};
  return others;
}

function put(data: Data | undefined, key: Key, value: Data): Data {
  if (typeof key === 'number') {
    const list = Array.isArray(data) ? [...data] : [];
    list[key] = value;
    return list;
  }
  return { ...(isMapping(data) ? data : {}), [key]: value };
}

/** Whether two values are equal, whatever the order of keys. */
export function same(a: Data | undefined, b: Data | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  if (isMapping(a) && isMapping(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && same(a[key], b[key]));
  }
  return a === b;
}
