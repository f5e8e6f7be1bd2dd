/** Fills a text: {name}, and {n, plural, one {# kind} other {# kinderen}} as in ICU. Of a name it is the people who
 *  count: {name, plural, one {wil} other {willen}}. */
export type Values = Record<string, string | number>;

export function fill(text: string, values: Values, lang: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{', at);
    if (open < 0) return out + text.slice(at);
    const close = matching(text, open);
    out += text.slice(at, open) + one(text.slice(open + 1, close), values, lang);
    at = close + 1;
  }
  return out;
}

function one(inside: string, values: Values, lang: string): string {
  const [name = '', kind, ...rest] = inside.split(',');
  const value = values[name.trim()] ?? '';
  if (kind?.trim() !== 'plural') return String(value);
  const forms = options(rest.join(','));
  const category = new Intl.PluralRules(lang).select(typeof value === 'string' && value ? people(value) : Number(value));
  const form = forms[`=${value}`] ?? forms[category] ?? forms.other ?? '';
  return fill(form.replaceAll('#', String(value)), values, lang);
}

/** A household calls itself as it likes: "Petra en Sjaak" are two, "Familie De Wit" is one. */
export function people(name: string): number {
  return /\s(en|and|ve|i|та|و)\s|\s?[&+,]\s?/i.test(name) ? 2 : 1;
}

function options(text: string): Record<string, string> {
  const forms: Record<string, string> = {};
  for (let at = 0; ; ) {
    const open = text.indexOf('{', at);
    if (open < 0) return forms;
    const close = matching(text, open);
    forms[text.slice(at, open).trim()] = text.slice(open + 1, close);
    at = close + 1;
  }
}

function matching(text: string, open: number): number {
  for (let depth = 0, at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`unclosed brace in: ${text}`);
}

/** The names a text asks for, and none of the words between which it chooses, to compare one language with another. */
export function namesIn(text: string): string[] {
  const names = [...text.matchAll(/(?<!(?:zero|one|two|few|many|other|=\d)\s)\{\s*([a-zA-Z]+)\s*(?:,|\})/g)].map((match) => match[1]!);
  return [...new Set(names)].sort();
}
