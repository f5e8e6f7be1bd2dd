/** Whether a number or an address can be one. Only the form: the server reads them once more. */

/** As people in the Netherlands write a number, or with + and a country. No paid or free lines:
 *  those are nobody's own. */
export function phone(typed: string): boolean {
  if (typed.length > 40 || /[a-z]/i.test(typed)) return false;
  const text = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+').replace(/^\+310/, '+31').replace(/^0/, '+31');
  if (/^\+31/.test(text)) return /^\+31(?!800|90\d)[1-9]\d{8}$/.test(text);
  return /^\+[1-9]\d{7,14}$/.test(text);
}

export function email(typed: string): boolean {
  const text = typed.trim().toLowerCase();
  return text.length <= 254 && /^[!#-'*+\-/-9=?^-z{|}~]+(\.[!#-'*+\-/-9=?^-z{|}~]+)*@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text) && !text.includes('[');
}
