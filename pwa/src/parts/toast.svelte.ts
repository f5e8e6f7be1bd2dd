/** One message at a time; the next takes the place of the last. */
type Message = { text: string; undo?: () => void };

class Toasts {
  now = $state.raw<Message | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, undo?: () => void) {
    clearTimeout(this.#timer);
    this.now = { text, undo };
    // Long enough to read and to reach for "Toch niet", also for slow hands.
    this.#timer = setTimeout(() => (this.now = undefined), undo ? 30_000 : 7_000);
  }

  undo = () => {
    const undo = this.now?.undo;
    clearTimeout(this.#timer);
    this.now = undefined;
    undo?.();
  };
}

export const toast = new Toasts();
