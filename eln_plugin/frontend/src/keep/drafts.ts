/** What was typed into an entry and is not saved yet. */
export interface Draft {
  key: string;
  /** Address of the server, with the person's name where a hub serves several. */
  server: string;
  path: string;
  tab: string;
  /** The text that the typing began with. */
  base: string;
  text: string;
  at: string;
}

const STORE = 'drafts';
const LOCK = 'glovebook-tab-';

/**
 * What is typed and not saved yet, kept in the browser: it outlives the page and its server.
 *
 * Every tab of the browser has its own drafts. Those of a tab that is gone belong to whoever opens the entry next.
 */
export class Drafts {
  private readonly server: string;
  private readonly tab = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  private base: Promise<IDBDatabase> | null = null;

  constructor(server: string) {
    this.server = server;
    // held as long as the page lives, so that other tabs know whose drafts are still being typed
    void navigator.locks?.request(LOCK + this.tab, () => new Promise<void>(() => undefined)).catch(() => undefined);
  }

  async put(path: string, base: string, text: string): Promise<void> {
    const { server, tab } = this;
    const draft: Draft = { key: this.key(path), server, path, tab, base, text, at: new Date().toISOString() };
    await this.change(store => store.put(draft));
  }

  async remove(path: string): Promise<void> {
    await this.drop(this.key(path));
  }

  async drop(key: string): Promise<void> {
    await this.change(store => store.delete(key));
  }

  /** The drafts of an entry that no open tab holds, oldest first. */
  async left(path: string): Promise<Draft[]> {
    const database = await this.open();
    const all = await done<Draft[]>(database.transaction(STORE).objectStore(STORE).getAll());
    const locks = (await navigator.locks?.query())?.held ?? [];
    const alive = new Set([this.tab, ...locks.map(({ name }) => name?.slice(LOCK.length))]);
    return all
      .filter(draft => draft.server === this.server && draft.path === path && !alive.has(draft.tab))
      .sort((a, b) => a.at.localeCompare(b.at));
  }

  private key(path: string): string {
    return JSON.stringify([this.server, path, this.tab]);
  }

  private async change(act: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    const transaction = (await this.open()).transaction(STORE, 'readwrite', { durability: 'strict' });
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser keeps no data'));
    });
    act(transaction.objectStore(STORE));
    await ended;
  }

  private open(): Promise<IDBDatabase> {
    this.base ??= new Promise((resolve, reject) => {
      const request = indexedDB.open('glovebook', 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('the browser keeps no data'));
    });
    return this.base;
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps no data'));
  });
}
