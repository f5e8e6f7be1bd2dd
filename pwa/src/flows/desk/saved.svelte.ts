/** Filters a matcher keeps under a name, on this machine: which list, which states, whose. No names of
 *  families and no words she searched for; gone when she signs out here. */
import { session } from '../../api/session.ts';

export type Saved = { name: string; list: string; states: readonly string[]; all: boolean };
const most = 12;

class Filters {
  list = $state.raw<readonly Saved[]>([]);
  #key = '';

  constructor() {
    this.#read();
    session.subscribe(() => this.#read());
  }

  save(one: Saved) {
    this.#write([...this.list.filter(({ name }) => name !== one.name), one].slice(-most));
  }

  drop(name: string) {
    this.#write(this.list.filter((one) => one.name !== name));
  }

  #read() {
    const id = session.viewer?.id;
    if (!id && this.#key) forget(this.#key);
    this.#key = id ? `buurtdorp-filters-${id}` : '';
    this.list = this.#key ? recall(this.#key) : [];
  }

  #write(list: readonly Saved[]) {
    this.list = list;
    try {
      if (this.#key) localStorage.setItem(this.#key, JSON.stringify(list));
    } catch {
      // private mode: they hold for this visit
    }
  }
}

function recall(key: string): readonly Saved[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(found) ? found.filter((one): one is Saved => typeof one?.name === 'string' && typeof one.list === 'string' && Array.isArray(one.states)) : [];
  } catch {
    return [];
  }
}

function forget(key: string) {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}

export const savedFilters = new Filters();
