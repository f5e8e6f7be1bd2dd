/** Whether everything is with the server: one line at the top of the desk. */
export type Saving = 'saved' | 'saving' | 'failed';

class State {
  now = $state<Saving>('saved');
  #running = 0;

  /** Gives what to call when it is done, or not. */
  begin(): (outcome: 'saved' | 'failed') => void {
    this.#running++;
    this.now = 'saving';
    return (outcome) => {
      this.#running--;
      if (outcome === 'failed') this.now = 'failed';
      else if (!this.#running) this.now = 'saved';
    };
  }

  /** The form with what was not saved is gone. */
  forget() {
    if (!this.#running) this.now = 'saved';
  }
}

export const saving = new State();
