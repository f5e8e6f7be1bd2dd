/** A change made at the desk: sent at once, and safe to send again. As long as nobody knows whether it
 *  arrived, the same answers go out under the same key; a definite answer ends the key. */
import { AuthError, isTemporary } from '../../api/errors.ts';
import { request, type Doc } from '../../api/graphql.ts';
import { newKey } from '../../api/id.ts';
import { overtaken } from './overtaken.ts';
import { say, type Key } from './say.ts';
import { saving } from './saving.svelte.ts';

export type Fault = { code: string; message: string; path: string[] };
type Payload = { userErrors: Fault[] };
type Keyed = { clientMutationId: string };
type Known<Payload> = NonNullable<Payload>;

/** What every mutation of the desk asks about its refusal. */
export const faults = `fragment Faults on UserError { code message path }`;

export class Act {
  busy = $state(false);
  faults = $state.raw<Fault[]>([]);
  /** Why nothing is known: no internet, signed out, or a server that is too busy. */
  trouble = $state<Key | undefined>();
  /** Counts the refusals: the summary takes the focus once for each. */
  round = $state(0);
  #sent = '';
  #key = '';

  /** The payload when it was done; nothing when it was refused or got lost, and then this says why. */
  async send<P extends Payload | null, I extends Keyed>(doc: Doc<Record<string, P>, { input: I }>, input: Omit<I, 'clientMutationId'>): Promise<Known<P> | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.#clear();
    const done = saving.begin();
    try {
      const payload = Object.values(await request(doc, { input: { ...input, clientMutationId: this.#keyFor(input) } as I }))[0];
      this.#sent = '';
      if (payload && !payload.userErrors.length) {
        done('saved');
        return payload;
      }
      this.refuse(payload?.userErrors ?? [{ code: 'NOT_FOUND', message: say('error.gone'), path: [] }]);
    } catch (error) {
      this.trouble = error instanceof AuthError ? 'desk.trouble.signIn' : isTemporary(error) ? 'desk.trouble.net' : 'desk.trouble.other';
    } finally {
      this.busy = false;
    }
    done('failed');
    return undefined;
  }

  refuse(found: Fault[]) {
    this.faults = found;
    this.round++;
  }

  /** Look again before anything else. */
  get overtaken(): boolean {
    return overtaken(this.faults);
  }

  wrong(path: string): string | undefined {
    return this.faults.find((fault) => fault.path.join('.') === path)?.message;
  }

  #clear() {
    this.faults = [];
    this.trouble = undefined;
  }

  #keyFor(input: unknown): string {
    const text = JSON.stringify(input);
    if (text !== this.#sent) this.#key = newKey();
    this.#sent = text;
    return this.#key;
  }
}
