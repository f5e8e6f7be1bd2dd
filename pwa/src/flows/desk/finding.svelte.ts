/** What somebody looks for. It lives here and not in the address: a name must not stay in a history. */
import { session } from '../../api/session.ts';

class Finding {
  text = $state('');
  /** Counts the questions, so that the same one may be asked again. */
  asked = $state(0);

  ask(text: string) {
    this.text = text.trim();
    this.asked++;
  }
}

export const finding = new Finding();
session.subscribe(() => finding.ask(''));
