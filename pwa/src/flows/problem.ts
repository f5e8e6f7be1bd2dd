import type { Key } from '../text/index.svelte.ts';
import type { Values } from '../text/message.ts';
import type { Fault } from './check.ts';

/** Something in an answer that needs another look: which question, which field of it, and the words. */
export type Problem = { step: string; field: string; key: Key; values?: Values };
/** Where in a flow a field of the input is asked. */
export type Spot = { step: string; field: string; values?: Values };

const told = [
  'voornaam.leeg', 'tekst.lang', 'bsn.niet', 'postcode.leeg', 'postcode.vreemd', 'postcode.postbus', 'plaats.vreemd', 'keuze.leeg',
  'kinderen.aantal', 'leeftijd.kind', 'telefoon.vorm', 'email.vorm', 'contact.leeg',
] as const;

/** The same fault in words of the screen; one that no screen can cause gets a plain sentence. */
export function tell(fault: Fault, spot: Spot | undefined): Problem {
  const known = told.find((key) => key === fault.key);
  return { step: spot?.step ?? '', field: spot?.field ?? '', values: spot?.values, key: known ? `rule.${known}` : 'rule.anders' };
}
