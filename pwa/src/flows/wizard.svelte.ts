/** One question per screen. Every answer is on the phone before the next screen shows, going back
 *  keeps all of it, and what needs another look is told per question and once more at the end. */
import { untrack } from 'svelte';
import { newKey } from '../api/id.ts';
import type { Region } from '../api/regions.ts';
import { DraftWriter, type SaveState } from '../offline/drafts.ts';
import type { Reason } from '../offline/outbox.ts';
import { box } from '../offline/phone.ts';
import { router } from '../router.svelte.ts';
import type { World } from './check.ts';
import type { Problem, Spot } from './problem.ts';

/** What makes one registration different from another. */
export type Flow<Answers> = {
  kind: 'vraaggezin' | 'steungezin';
  base: '/steun-vragen' | '/steun-geven';
  op: 'registerVraaggezin' | 'registerSteungezin';
  query: unknown;
  steps: readonly string[];
  begin: () => Answers;
  problems: (answers: Answers, world: World) => Problem[];
  spotOf: (path: string) => Spot | undefined;
  toInput: (answers: Answers) => Record<string, unknown>;
};
type Keyed = { ids: { family: string; key: string }; region: string | null; naam: string };

export class Wizard<Answers extends Keyed> {
  answers = $state<Answers>() as Answers;
  saving = $state<SaveState>('idle');
  ready = $state(false);
  /** Counts the tries of this screen: the summary shows from the first one on. */
  round = $state(0);
  resumeAt = $state<string | undefined>();
  sent = $state(false);
  /** The server has it: the next on this phone finds a name, and no answers. */
  settled = $state(false);
  /** Filled in by the screen as soon as they are known; villages are checked against them. */
  regions = $state.raw<Region[]>([]);
  #writer: DraftWriter<Answers>;

  constructor(readonly flow: Flow<Answers>) {
    this.answers = flow.begin();
    this.#writer = new DraftWriter(box().store, flow.kind, (state) => (this.saving = state));
  }

  /** At most one draft of a kind, and it opens by itself. */
  async open() {
    const draft = await this.#writer.load().catch(() => undefined);
    if (draft) {
      this.answers = { ...this.flow.begin(), ...draft.answers };
      this.resumeAt = draft.step;
      this.sent = draft.step === 'gelukt';
      const told = this.sent && (await (await box().store.open()).get('receipts', this.target));
      if (told) this.settle();
    }
    this.ready = true;
  }

  /** Called after each change of an answer; the screen may go on at once. */
  keep(step: string) {
    const answers = $state.snapshot(this.answers) as Answers;
    void this.#writer.save(answers, step).catch(() => undefined); // shown by `saving`
  }

  /** Everything that needs another look now. */
  problems(): Problem[] {
    return this.flow.problems(this.answers, { now: new Date(), villages: this.regions.flatMap(({ villages }) => villages.map(({ name }) => name)) });
  }

  problemsAt(step: string): Problem[] {
    return this.problems().filter((problem) => problem.step === step);
  }

  /** Goes on only when this question is answered, and only when the answer is kept. */
  async next(step: string, changing: boolean) {
    if (this.problemsAt(step).length) {
      this.round++;
      return;
    }
    const at = this.flow.steps.indexOf(step);
    const to = changing ? 'klopt-dit' : (this.flow.steps[at + 1] ?? 'klopt-dit');
    await this.#save(to);
    await this.goto(to);
  }

  async goto(step: string) {
    this.round = 0;
    await router.go(`${this.flow.base}/${step}`);
  }

  back(step: string) {
    const at = this.flow.steps.indexOf(step);
    this.round = 0;
    router.back(at > 0 ? `${this.flow.base}/${this.flow.steps[at - 1]}` : this.flow.base);
  }

  /** Into the outbox, which sends it now or when there is internet. The draft stays until the
   *  server has it, so that a refusal finds the answers as they were. */
  async send() {
    if (this.problems().length) {
      this.round++;
      return;
    }
    const { outbox } = box();
    const refused = this.parked();
    if (refused) {
      await outbox.drop(refused.n!);
      this.answers.ids.key = newKey(); // other answers are another request
    }
    this.answers.region = this.regions.length === 1 ? this.regions[0]!.id : null;
    const answers = $state.snapshot(this.answers) as Answers;
    await outbox.add({
      op: this.flow.op,
      query: this.flow.query as string,
      key: answers.ids.key,
      input: this.flow.toInput(answers),
      target: this.target,
    });
    await this.#save('gelukt');
    this.sent = true;
    await this.goto('gelukt');
  }

  get target(): string {
    return `${this.flow.kind}:${this.answers.ids.family}`;
  }

  parked() {
    return box().outbox.view.entries.find((entry) => entry.target === this.target && entry.state === 'parked');
  }

  /** What the server did not take, per question. What belongs to none comes first. */
  refusals(): { step: string | undefined; reason: Reason }[] {
    return (this.parked()?.why ?? []).map((reason) => ({ step: this.flow.spotOf(reason.path.join('.'))?.step, reason }));
  }

  /** What the page that says so needs stays; `follow` writes it down. */
  settle() {
    if (this.settled) return;
    this.settled = true;
    this.answers = { ...this.flow.begin(), ids: this.answers.ids, naam: this.answers.naam };
  }

  async restart() {
    await this.#writer.remove();
    this.settled = false;
    this.answers = this.flow.begin();
    this.resumeAt = undefined;
    this.sent = false;
    this.round = 0;
  }

  #save(step: string) {
    this.resumeAt = step;
    return this.#writer.save($state.snapshot(this.answers) as Answers, step);
  }

  /** Follows every change of the answers while a question is on the screen. */
  follow(step: () => string) {
    let first = true;
    $effect(() => {
      $state.snapshot(this.answers);
      if (!this.ready) return;
      if (first) first = false;
      else untrack(() => this.keep(step()));
    });
  }
}
