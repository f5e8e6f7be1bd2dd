/** The board as it was read last, and the family that is looked at. */
import { session } from '../../api/session.ts';
import { readBoard } from './board.ts';
import { readFit, type Fit } from './fit.ts';
import { scope } from './me.svelte.ts';
import { remembered } from './remembered.svelte.ts';

export const board = remembered(() => readBoard(scope.all ? null : (session.viewer?.id ?? null), session.viewer?.id ?? ''));

/** Who is looked at on the board. Kept while she is, and read anew each time. */
class Look {
  id = $state<string | undefined>();
  fit = $state.raw<Fit | undefined>();
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  #seen = new Map<string, Fit>();

  async read(id: string | undefined): Promise<void> {
    this.id = id;
    this.fit = id ? this.#seen.get(id) : undefined;
    this.state = this.fit ? 'ready' : 'loading';
    if (!id) return;
    try {
      const fit = await readFit(id);
      if (this.id !== id) return; // somebody else was chosen meanwhile
      this.fit = fit;
      if (fit) this.#seen.set(id, fit);
      this.state = fit ? 'ready' : 'failed';
    } catch {
      if (this.id === id && !this.fit) this.state = 'failed';
    }
  }

  forget() {
    this.#seen.clear();
    this.id = this.fit = undefined;
  }
}

export const look = new Look();
session.subscribe(() => look.forget());
