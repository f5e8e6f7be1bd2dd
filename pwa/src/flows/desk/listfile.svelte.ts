/** A list on its way in: which file, what its columns mean, what was found, and whether it is kept.
 *  What somebody chose for these columns is found again next time, on her own device. */
import { AuthError, isTemporary, PermanentError } from '../../api/errors.ts';
import { newKey } from '../../api/id.ts';
import { bring, look, type Found, type ListKind, type Look } from '../../api/lists.ts';
import { box } from '../../offline/phone.ts';
import { readSnap, writeSnap } from '../../offline/snaps.ts';
import type { Key } from './say.ts';

export type Stage = 'choose' | 'columns' | 'found' | 'done';

export class ListFile {
  stage = $state<Stage>('choose');
  busy = $state<'look' | 'try' | 'keep' | undefined>();
  file = $state.raw<File | undefined>();
  seen = $state.raw<Look | undefined>();
  columns = $state<string[]>([]);
  /** These columns were chosen before, for a file with the same names. */
  remembered = $state(false);
  found = $state.raw<Found | undefined>();
  at = $state.raw<{ done: number; of: number } | undefined>();
  trouble = $state<Key | undefined>();
  #key = '';
  #turn = 0;

  constructor(readonly kind: ListKind) {}

  get fresh(): number {
    return this.found ? this.found.report.rows - this.found.report.known : 0;
  }

  again() {
    this.#turn++;
    this.stage = 'choose';
    this.file = this.seen = this.found = this.at = this.trouble = this.busy = undefined;
    this.#key = '';
  }

  async choose(file: File) {
    this.again();
    this.file = file;
    await this.#do('look', async (mine) => {
      const seen = await look(this.kind, file);
      if (!mine()) return;
      if ('report' in seen) {
        this.found = seen;
        return;
      }
      this.seen = seen;
      const kept = await readSnap<string[]>(box().store, await this.#name()).catch(() => undefined);
      this.remembered = kept?.data.length === seen.names.length && kept.data.every((name) => !name || seen.columns.includes(name));
      this.columns = this.remembered ? [...kept!.data] : [...seen.guess];
      this.stage = 'columns';
    });
  }

  /** One of our columns means one of theirs: whoever had it lets go. */
  mean(at: number, name: string) {
    this.columns = this.columns.map((now, i) => (i === at ? name : now === name ? '' : now));
  }

  async try() {
    const [file, columns] = [this.file, [...this.columns]];
    if (!file) return;
    await this.#do('try', async (mine) => {
      await writeSnap(box().store, await this.#name(), columns).catch(() => undefined); // then it is asked again
      const found = await bring(this.kind, file, columns, { progress: (at) => mine() && (this.at = at) });
      if (!mine()) return;
      this.found = found;
      this.stage = 'found';
      this.#key = newKey();
    });
  }

  async keep() {
    const [file, columns] = [this.file, [...this.columns]];
    if (!file || !this.#key) return;
    await this.#do('keep', async (mine) => {
      const found = await bring(this.kind, file, columns, { keep: this.#key, progress: (at) => mine() && (this.at = at) });
      if (!mine()) return;
      const before = this.found;
      this.found = found;
      // An answer that was asked for twice knows the rows, and not which of them were there.
      if (found.report.written && before && !found.report.known) found.report.known = before.report.known;
      this.stage = found.report.written ? 'done' : 'found';
    });
  }

  async #do(what: 'look' | 'try' | 'keep', work: (mine: () => boolean) => Promise<void>) {
    const turn = ++this.#turn;
    const mine = () => turn === this.#turn;
    this.busy = what;
    this.at = this.trouble = undefined;
    try {
      await work(mine);
    } catch (error) {
      if (mine()) this.trouble = why(error);
    } finally {
      if (mine()) this.busy = undefined;
    }
  }

  /** The names of the columns as a short sum: what stands above them may be anything. */
  async #name(): Promise<string> {
    const bytes = new TextEncoder().encode(this.seen!.names.join('\n'));
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return `lijst:${this.kind}:${[...sum.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }
}

function why(error: unknown): Key {
  if (error instanceof AuthError) return 'desk.trouble.signIn';
  if (isTemporary(error)) return 'lijst.trouble.net';
  return error instanceof PermanentError && error.code === 'TOO_LONG' ? 'lijst.trouble.large' : 'lijst.trouble.other';
}

/** A name of a column as a person reads it: bereik_via is "Bereik via". */
export function columnName(name: string): string {
  const special: Record<string, string> = { id: 'Ons nummer', vog: 'VOG', email: 'E-mail' };
  const plain = name.replaceAll('_', ' ');
  return special[name] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
