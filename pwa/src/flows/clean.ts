/** Makes what people type fit to keep, as the server does (internal/text): what does not show
 *  goes out, white space becomes one space, one spelling for one letter. */

/** White space at both ends and in between, of one line. */
export function line(text: string): string {
  return clean(text).split(/\s+/u).filter(Boolean).join(' ');
}

/** The same for several lines. */
export function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[\t\r]/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g, '')
    .normalize('NFC')
    .trim();
}

/** A word as people look for it: small letters, no accents, one kind of apostrophe. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{Mn}/gu, '').replace(/[’‘`]/g, "'").toLowerCase();
}

/** Characters as people count them, near enough. */
export function length(text: string): number {
  return [...text].length;
}

/** Nine digits that pass the eleven test, whole or in groups with one kind of separator: most
 *  likely a BSN, and we never keep one. A telephone number with +31 before it is left alone. */
export function holdsBsn(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const begins = isDigit(text[at]) && !isDigit(text[at - 1]);
    if (begins && !afterCountry(text.slice(0, at)) && bsnAt(text.slice(at))) return true;
  }
  return false;
}

function bsnAt(text: string): boolean {
  let digits = '';
  let between = '';
  for (let at = 0; digits.length < 9; at++) {
    const char = text[at] ?? '';
    if (isDigit(char)) {
      digits += char;
      if (digits.length === 9 && isDigit(text[at + 1])) return false; // a longer number
    } else {
      if (!' .-/'.includes(char) || !char || (between && between !== char) || !isDigit(text[at + 1])) return false;
      between = char;
    }
  }
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0);
  return sum !== 0 && sum % 11 === 0;
}

/** "+31 ", "0031-", "+31(0)": what follows is a telephone number. */
function afterCountry(before: string): boolean {
  return /(\+31|(^|\D)0031)[\s().\-/]*0?[\s().\-/]*$/.test(before);
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}
