/** What somebody is typing in a longer form stays on this phone until it is sent or thrown away: through a reload, a
 *  dead battery, an update. Shut, for it is about people; gone at sign-out, with the key. */
import { session } from '../api/session.ts';
import { DraftWriter } from '../offline/drafts.ts';
import { box } from '../offline/phone.ts';

export class Typed<T extends object> {
  #writer: DraftWriter<T>;

  /** One for each form and what it is about. */
  constructor(form: string) {
    const viewer = session.viewer?.id;
    this.#writer = new DraftWriter<T>(box().store, `tekst:${form}`, undefined, viewer ? async () => (await import('../offline/mee.ts')).lockOf(viewer) : undefined);
  }

  /** What was typed before, if any; what cannot be opened any more is nothing. */
  async before(): Promise<T | undefined> {
    return (await this.#writer.load().catch(() => undefined))?.answers;
  }

  /** After each change; a form that is empty again needs no keeping. */
  keep(now: T) {
    const empty = Object.values(now).every((value) => value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length));
    void (empty ? this.#writer.remove() : this.#writer.save(now, '')).catch(() => undefined);
  }

  /** It was sent, or is not wanted any more. */
  async done() {
    await this.#writer.remove().catch(() => undefined);
  }
}
