/** Fields as data: what a form asks, in what shape, and how the answer goes to the server. One part
 *  draws them (screens/desk/form/Field.svelte); words stand under `in.<name>`. */
import { fieldsOf, instant } from './moment.ts';
import type { Fault } from './act.svelte.ts';

type Base = {
  /** Where it stands in the input, with dots for what lies deeper. */
  name: string;
  /** Other words than `in.<name>`. */
  label?: string;
  help?: boolean;
  optional?: boolean;
};
export type Field = Base &
  (
    | { kind: 'moment' }
    /** A day; `hour` is which instant of it counts. */
    | { kind: 'day'; hour?: string }
    | { kind: 'line' | 'words'; max: number; start?: string }
    | { kind: 'one'; options: readonly string[]; words: string; start?: string }
    /** `none`: asked and nothing is another answer than not asked. */
    | { kind: 'many'; options: readonly string[]; words: string; none?: boolean }
    | { kind: 'maybe' | 'yes'; start?: boolean }
    | { kind: 'number'; min: number; max: number; start?: number }
    | { kind: 'minutes'; options: readonly number[] }
    | { kind: 'week' | 'care' | 'kids' | 'family' }
  );
export type Moment = { day: string; time: string };
export type Values = Record<string, unknown>;

/** A form as it opens: what is known already, or nothing. */
export function begin(fields: readonly Field[], known: Values = {}): Values {
  return Object.fromEntries(fields.map((field) => [field.name, toForm(field, known[field.name] ?? ('start' in field ? field.start : undefined))]));
}

/** What of the answers goes to the server, or what has to be filled in first. */
export function toInput(fields: readonly Field[], values: Values, empty: (field: Field) => string): { input: Values; faults: Fault[] } {
  const input: Values = {};
  const faults: Fault[] = [];
  for (const field of fields) {
    const answer = fromForm(field, values[field.name]);
    if (answer !== undefined) put(input, field.name.split('.'), answer);
    else if (!field.optional && needed(field)) faults.push({ code: 'REQUIRED', message: empty(field), path: field.name.split('.') });
  }
  return { input, faults };
}

/** Only the answers that changed since the form was opened. */
export function changed(fields: readonly Field[], before: Values, now: Values): Field[] {
  return fields.filter((field) => JSON.stringify(fromForm(field, before[field.name])) !== JSON.stringify(fromForm(field, now[field.name])));
}

function toForm(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'moment':
      return value ? fieldsOf(value as string) : { day: '', time: '' };
    case 'day':
      return value ? fieldsOf(value as string).day : '';
    case 'line':
    case 'words':
      return value ?? '';
    case 'many':
      return value ?? (field.none ? null : []);
    case 'week':
      return value ?? [];
    case 'number':
      return value === undefined || value === null ? '' : String(value);
    default:
      return value ?? null;
  }
}

function fromForm(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'moment': {
      const { day, time } = value as Moment;
      return day && time ? instant(day, time) : undefined;
    }
    case 'day':
      return value ? instant(value as string, field.hour ?? '00:00') : undefined;
    case 'line':
    case 'words':
      return field.optional && !(value as string).trim() ? undefined : (value as string).trim();
    case 'number':
      return (value as string).trim() ? Number(value) : undefined;
    default:
      return value ?? undefined;
  }
}

/** An empty text goes to the server, which says so in its own words; the rest has no way to say nothing. */
function needed(field: Field): boolean {
  return field.kind === 'moment' || field.kind === 'day' || field.kind === 'one' || field.kind === 'maybe' || field.kind === 'family';
}

function put(into: Values, path: string[], value: unknown) {
  const [name = '', ...rest] = path;
  if (!rest.length) into[name] = value;
  else put((into[name] ??= {}) as Values, rest, value);
}
