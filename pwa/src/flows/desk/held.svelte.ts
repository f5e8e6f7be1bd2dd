/** What is done from the list of today goes out 30 seconds later. Until then nothing happened, and the screen
 *  says so; "Toch niet" costs nobody anything. Leaving the page sends it at once. It lives in memory only. */
import { session } from '../../api/session.ts';
import type { Doc } from '../../api/graphql.ts';
import { Act, type Fault } from './act.svelte.ts';
import { saving } from './saving.svelte.ts';

export const patience = 30_000;
type Payload = { userErrors: Fault[] } | null;
export type What = {
  /** In the words of its button: "Plan intake". */
  text: string;
  doc: Doc<Record<string, Payload>, { input: { clientMutationId: string } }>;
  input: Record<string, unknown>;
};

export class Pending {
  readonly act = new Act();
  readonly until = Date.now() + patience;
  standing = $state<'waits' | 'goes' | 'refused'>('waits');

  constructor(
    /** Of the line in the list it was done from. */
    readonly key: string,
    readonly what: What,
    readonly done: () => unknown,
  ) {}
}

class Held {
  list = $state.raw<readonly Pending[]>([]);
  #timers = new Map<Pending, ReturnType<typeof setTimeout>>();
  #badges = new Map<Pending, (outcome: 'saved' | 'failed') => void>();

  of(key: string): Pending | undefined {
    return this.list.find((one) => one.key === key);
  }

  /** One at a time per line: the newest is what she means. */
  hold(key: string, what: What, done: () => unknown): Pending {
    const before = this.of(key);
    if (before) this.undo(before);
    const one = new Pending(key, what, done);
    this.list = [...this.list, one];
    this.#badges.set(one, saving.begin());
    this.#timers.set(one, setTimeout(() => void this.send(one), patience));
    return one;
  }

  undo(one: Pending) {
    clearTimeout(this.#timers.get(one));
    this.#drop(one);
    this.#badge(one, 'saved');
  }

  async send(one: Pending): Promise<void> {
    clearTimeout(this.#timers.get(one));
    if (one.standing === 'goes' || !this.list.includes(one)) return;
    one.standing = 'goes';
    const done = await one.act.send(one.what.doc, one.what.input);
    this.#badge(one, 'saved'); // the act says itself when it failed
    if (!done) return void (one.standing = 'refused');
    this.#drop(one);
    await one.done();
  }

  /** Everything that still waits, now: before she leaves. */
  async flush(): Promise<void> {
    await Promise.all(this.list.filter(({ standing }) => standing === 'waits').map((one) => this.send(one)));
  }

  forget() {
    for (const one of this.list) this.undo(one);
  }

  #drop(one: Pending) {
    this.#timers.delete(one);
    this.list = this.list.filter((other) => other !== one);
  }

  #badge(one: Pending, outcome: 'saved' | 'failed') {
    this.#badges.get(one)?.(outcome);
    this.#badges.delete(one);
  }
}

export const held = new Held();
session.subscribe(() => held.forget());
addEventListener('pagehide', () => void held.flush());
addEventListener('beforeunload', (event) => {
  if (!held.list.length) return;
  void held.flush();
  event.preventDefault(); // the browser asks; meanwhile it is sent
});
