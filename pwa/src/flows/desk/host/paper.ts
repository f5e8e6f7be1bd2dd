/** What goes on paper: an affiche for the window of the library, and a list for the table at the door. */
import { encode } from 'uqr';

/** A QR code as one path of squares of 1 by 1. Fixed letters only, so that any phone reads it. */
export function qr(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { path, size };
}

/** "Samira Haddad" is "Samira H.": a list lies on a table where others see it. */
export function short(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1);
  return last ? `${first} ${last.charAt(0).toUpperCase()}.` : first;
}
