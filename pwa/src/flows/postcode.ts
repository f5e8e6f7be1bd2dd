/** The same reading of a postcode as the server's (internal/geo): any notation, no post boxes,
 *  and a code that nobody knows is let through, because the table may be behind. */
import { postbus } from './postbus.ts';

export type Parsed = { ok: true; pc4: string; letters: string } | { ok: false; why: 'empty' | 'form' | 'postbus' };

export function parsePostcode(typed: string): Parsed {
  const text = typed.replace(/[\s.-]/g, '').toUpperCase();
  if (!text) return { ok: false, why: 'empty' };
  const found = /^([1-9]\d{3})([A-Z]{2})?$/.exec(text);
  const [, pc4 = '', letters = ''] = found ?? [];
  if (!found || ['SA', 'SD', 'SS'].includes(letters)) return { ok: false, why: 'form' };
  if (postbus.has(Number(pc4))) return { ok: false, why: 'postbus' };
  return { ok: true, pc4, letters };
}

/** Whether two notations are one postcode. */
export function samePostcode(a: string, b: string): boolean {
  const [one, other] = [parsePostcode(a), parsePostcode(b)];
  return one.ok && other.ok && one.pc4 === other.pc4 && one.letters === other.letters;
}
