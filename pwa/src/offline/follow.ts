/** The pull, as the app's first page knows it: who wants to hear of it can say so at once; the pull itself is brought
 *  in when what was asked for is on the screen, so that it keeps nobody waiting. */
import type { Changed, Puller } from './pull.ts';

const firstScreen = 1500;

export class Follower {
  #listeners = new Set<(changed: Changed) => void>();
  #pull: Promise<Puller> | undefined;
  #closed = false;

  /** `bring` makes the pull; it tells what changed. */
  constructor(private readonly bring: (tell: (changed: Changed) => void) => Promise<Puller>) {}

  subscribe(listener: (changed: Changed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Once; later it is one more reason to look. */
  start() {
    if (this.#pull) return void this.#pull.then((puller) => puller.pull()).catch(() => undefined);
    this.#pull = new Promise((done) => setTimeout(done, firstScreen)).then(() => this.bring((changed) => this.#listeners.forEach((hears) => hears(changed))));
    this.#pull.then((puller) => (this.#closed ? puller.close() : puller.start())).catch(() => (this.#pull = undefined));
  }

  /** Nothing may run after a sign-out. */
  close() {
    this.#closed = true;
    this.#listeners.clear();
    void this.#pull?.then((puller) => puller.close()).catch(() => undefined);
  }
}
