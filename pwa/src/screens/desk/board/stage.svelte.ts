import type { StageKey } from '../../../flows/desk/stages.ts';

/** Which stage the phone shows; coming back from a family finds it as it was. None is "Vandaag". */
class Shown {
  key = $state<StageKey | undefined>();
}

export const stage = new Shown();
