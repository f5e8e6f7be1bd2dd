/** Answers of a form that is not sent yet. Each one is on the phone before the next screen
 *  shows. At most one draft of a kind; it opens by itself. A draft is never in the outbox. */
import type { Store } from './db.ts';
import type { Sealed } from './mee.ts';

export type Draft = { answers: unknown; step: string; changedAt: string };
/** Shuts what is written down and opens it again, for what nobody who finds the phone may read (mee.ts). */
export type Lock = { shut(what: object): Promise<Sealed>; open<T>(sealed: Sealed): Promise<T> };
export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

export class DraftWriter<Answers> {
  state: SaveState = 'idle';
  #next: { answers: Answers; step: string } | undefined;
  #writing: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly kind: string,
    private readonly changed: (state: SaveState) => void = () => undefined,
    private readonly lock?: () => Promise<Lock>,
  ) {}

  async load(): Promise<{ answers: Answers; step: string; changedAt: string } | undefined> {
    const draft = await (await this.store.open()).get('drafts', this.kind);
    if (draft) this.#set('saved');
    const sealed = (draft?.answers as { sealed?: Sealed } | undefined)?.sealed;
    if (!draft || !sealed || !this.lock) return draft as (Draft & { answers: Answers }) | undefined;
    const { answers } = await (await this.lock()).open<{ answers: Answers }>(sealed);
    return { ...draft, answers };
  }

  /** Resolves when this answer, or a later one, is on disk. Rejects when it is not. */
  save(answers: Answers, step: string): Promise<void> {
    this.#next = { answers: structuredClone(answers), step };
    this.#set('saving');
    return (this.#writing ??= this.#write().finally(() => (this.#writing = undefined)));
  }

  async remove() {
    this.#next = undefined;
    await this.#writing?.catch(() => undefined);
    await (await this.store.open()).delete('drafts', this.kind);
    this.#set('idle');
  }

  /** Quick typing makes many answers; only the newest of those that wait is written. */
  async #write() {
    try {
      while (this.#next) {
        const { answers, step } = this.#next;
        this.#next = undefined;
        const kept = this.lock ? { sealed: await (await this.lock()).shut({ answers }) } : answers;
        const draft: Draft = { answers: kept, step, changedAt: new Date().toISOString() };
        const tx = (await this.store.open()).transaction('drafts', 'readwrite', { durability: 'strict' });
        await tx.store.put(draft, this.kind);
        await tx.done;
      }
      this.#set('saved');
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
