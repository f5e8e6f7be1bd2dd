/** What comes after the first page of a list, a page at a time. What was read stays in view while the
 *  first page is asked anew, and is then read again: somebody may have signed up in between. */
export type Page<T> = { list: T[]; next: string | null; total: number };

export class Further<T extends { id: string }> {
  rows = $state.raw<T[]>([]);
  next = $state.raw<string | null>(null);
  total = $state(0);
  busy = $state(false);
  failed = $state(false);
  #question = '';
  #pages = 0;
  #turn = 0;
  #read: (after: string) => Promise<Page<T>> = () => Promise.reject(new Error('no first page yet'));

  /** The first page came: of another question, or of the same once more. */
  begin(question: string, first: Page<T>, read: (after: string) => Promise<Page<T>>) {
    const pages = question === this.#question ? this.#pages : 0;
    this.#question = question;
    this.#read = read;
    this.total = first.total;
    const turn = ++this.#turn;
    this.busy = this.failed = false;
    if (pages) return void this.#go(turn, [], first.next, pages, 0);
    this.rows = [];
    this.next = first.next;
    this.#pages = 0;
  }

  async more() {
    if (this.busy || !this.next) return;
    this.busy = true;
    await this.#go(++this.#turn, this.rows, this.next, 1, this.#pages);
  }

  async #go(turn: number, rows: T[], next: string | null, pages: number, done: number) {
    try {
      for (; next && pages > 0; pages--, done++) {
        const page: Page<T> = await this.#read(next);
        if (turn !== this.#turn) return; // another question was asked meanwhile
        rows = [...rows, ...page.list];
        next = page.next;
      }
      [this.rows, this.next, this.#pages, this.failed] = [rows, next, done, false];
    } catch {
      if (turn === this.#turn) this.failed = true;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** The first page with what came after it, each once: a list can move between two pages. */
  with(first: readonly T[]): T[] {
    return [...new Map([...first, ...this.rows].map((row) => [row.id, row])).values()];
  }
}
