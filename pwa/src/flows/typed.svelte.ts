/** What somebody fills in stays on this phone until it is sent or thrown away: through a reload, a dead battery, an
 *  update. One way for every form, which says what stands in it now and takes back what stood there. It lies shut, for
 *  it is about people; in the box of who wrote it, where nobody else who signs in here looks; and goes at sign-out,
 *  with the key. Only what was filled in is kept: what the server said is asked of the server again.
 *
 *  Not kept, and why: signing in (nobody but its owner types a code), searching and filtering (what is looked for
 *  is in nobody's way twice, and a name that was looked for is nobody's business), and sheets of one tap or two. */
import { untrack } from 'svelte';
import { session } from '../api/session.ts';
import { DraftWriter, type SaveState } from '../offline/drafts.ts';
import { box } from '../offline/phone.ts';
import { laid, touched } from './laid.ts';

type Options = {
  /** Which version of the thing stands in the form: when it has become another, what comes back says so. */
  of?: () => number | undefined;
  /** For what may not wait on a phone for long. */
  hours?: number;
};

export class Typed<T extends object> {
  /** How the keeping goes, for a form that tells. */
  state = $state<SaveState>('idle');
  /** What stood here before is back, if there was any. */
  ready = $state(false);
  restored = $state(false);
  /** And what it was about is otherwise now. */
  older = $state(false);
  #writer: DraftWriter<object>;
  #begin: T | undefined;
  #held = false;

  /** Call where a form begins. `form` names it and what it is about; as long as `now` gives nothing, it is not there yet. */
  constructor(form: string, private readonly now: () => T | undefined, private readonly put: (was: T) => void, private readonly options: Options = {}) {
    const viewer = session.viewer?.id;
    this.#writer = new DraftWriter(box().store, `tekst:${form}`, (state) => (this.state = state), viewer ? async () => (await import('../offline/mee.ts')).lockOf(viewer) : undefined);
    let asked = false;
    $effect(() => {
      void this.ready;
      const found = $state.snapshot(now()) as T | undefined;
      if (!found) return;
      untrack(() => {
        if (this.#begin && this.ready) this.#keep(this.#begin, found);
        this.#begin ??= found;
        if (!asked) void this.#recall();
        asked = true;
      });
    });
  }

  /** What is typed while this looks stays: only what was not touched comes back. */
  async #recall() {
    const kept = await this.#writer.load().catch(() => undefined); // what cannot be opened any more is nothing
    const found = this.now();
    if (kept && found && this.#begin && this.#young(kept.changedAt)) {
      this.#held = this.restored = true;
      this.older = kept.step !== this.#of();
      this.put(structuredClone(laid(laid(this.#begin, kept.answers), touched(this.#begin, $state.snapshot(found) as T))));
    } else if (kept) await this.#forget();
    this.ready = true;
  }

  #keep(begin: T, found: T) {
    const answers = touched(begin, found);
    if (answers) {
      this.#held = true;
      void this.#writer.save(answers, this.#of()).catch(() => undefined); // told by `state`
    } else if (this.#held) void this.#forget();
  }

  /** It was sent, or is not wanted any more: what stands in the form next is its beginning. */
  async done() {
    this.#begin = undefined;
    this.restored = this.older = false;
    await this.#forget();
  }

  /** Throws away what was filled in; the form stands as it began. */
  async drop() {
    if (this.#begin) this.put(structuredClone(this.#begin));
    await this.done();
  }

  async #forget() {
    this.#held = false;
    await this.#writer.remove().catch(() => undefined);
  }

  #of(): string {
    return String(this.options.of?.() ?? '');
  }

  #young(at: string): boolean {
    const { hours } = this.options;
    return hours === undefined || Date.now() - Date.parse(at) < hours * 3_600_000;
  }
}
