/** Answers of a form that is not sent yet. Each one is on the phone before the next screen
 *  shows. At most one draft of a kind; it opens by itself. A draft is never in the outbox. */
import type { Store } from './db.ts';
import type { Sealed } from './mee.ts';

export type Draft = { answers: unknown; step: string; changedAt: string };
/** Shuts what is written down and opens it again, for what nobody who finds the phone may read (mee.ts). */
export type Lock = { shut(what: object): Promise<Sealed>; open<T>(sealed: Sealed): Promise<T> };
export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

/** What is done to the drafts of one kind, one after another: a form that opens sees what the one before it, of the same
 *  kind, was still writing or throwing away. */
const lines = new WeakMap<Store, Map<string, Promise<unknown>>>();

function inLine<T>(store: Store, kind: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(store) ?? new Map<string, Promise<unknown>>();
  lines.set(store, line);
  const mine = (line.get(kind) ?? Promise.resolve()).catch(() => undefined).then(work);
  line.set(kind, mine);
  return mine;
}

type Waiting<Answers> = { answers: Answers; step: string; wanted: boolean; done: Promise<void> };

export class DraftWriter<Answers> {
  state: SaveState = 'idle';
  /** What is to be written, and is not being written yet. */
  #next: Waiting<Answers> | undefined;

  constructor(
    private readonly store: Store,
    private readonly kind: string,
    private readonly changed: (state: SaveState) => void = () => undefined,
    private readonly lock?: () => Promise<Lock>,
  ) {}

  load(): Promise<{ answers: Answers; step: string; changedAt: string } | undefined> {
    return inLine(this.store, this.kind, async () => {
      const draft = await (await this.store.open()).get('drafts', this.kind);
      if (draft) this.#set('saved');
      const sealed = (draft?.answers as { sealed?: Sealed } | undefined)?.sealed;
      if (!draft || !sealed || !this.lock) return draft as (Draft & { answers: Answers }) | undefined;
      const { answers } = await (await this.lock()).open<{ answers: Answers }>(sealed);
      return { ...draft, answers };
    });
  }

  /** Resolves when this answer, or a later one, is on disk. Rejects when it is not. */
  save(answers: Answers, step: string): Promise<void> {
    this.#set('saving');
    const what = { answers: structuredClone(answers), step };
    if (this.#next) return Object.assign(this.#next, what).done; // quick typing makes many answers: only the newest of those that wait is written
    const mine = { ...what, wanted: true } as Waiting<Answers>;
    this.#next = mine;
    mine.done = inLine(this.store, this.kind, () => this.#write(mine));
    return mine.done;
  }

  async remove() {
    if (this.#next) this.#next.wanted = false;
    this.#next = undefined; // what is typed from here on is written after it is gone
    await inLine(this.store, this.kind, async () => (await this.store.open()).delete('drafts', this.kind));
    if (!this.#next) this.#set('idle');
  }

  async #write(mine: Waiting<Answers>) {
    if (!mine.wanted) return;
    this.#next = undefined;
    try {
      const { answers, step } = mine;
      const kept = this.lock ? { sealed: await (await this.lock()).shut({ answers }) } : answers;
      const draft: Draft = { answers: kept, step, changedAt: new Date().toISOString() };
      const tx = (await this.store.open()).transaction('drafts', 'readwrite', { durability: 'strict' });
      await tx.store.put(draft, this.kind);
      await tx.done;
      if (!this.#next) this.#set('saved');
    } catch (error) {
      this.#set('failed');
      throw error;
    }
  }

  #set(state: SaveState) {
    this.state = state;
    this.changed(state);
  }
}
