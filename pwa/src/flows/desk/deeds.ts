/** How a deed of today looks, and which key does it. */
import type { IconName } from '../../look/icons.ts';
import { say } from './say.ts';
import type { Deed } from './today.ts';

type Look = { icon: IconName; text: string; key: string; dialog: boolean };

const fixedLooks: Record<Exclude<Deed['kind'], 'step'>, { icon: IconName; text: string; key: string; dialog?: boolean }> = {
  call: { icon: 'phone', text: 'today.do.call', key: 'b' },
  note: { icon: 'pen', text: 'today.called', key: 'n', dialog: true },
  read: { icon: 'check', text: 'team.read.do', key: 'g' },
  ask: { icon: 'mail', text: 'fresh.ask', key: 'v' },
  spoken: { icon: 'check', text: 'fresh.spoken', key: 'g' },
  propose: { icon: 'hands', text: 'today.do.propose', key: 'v', dialog: true },
  pair: { icon: 'right', text: 'today.do.pair', key: 's', dialog: true },
  zorg: { icon: 'book', text: 'today.do.zorg', key: 'l', dialog: true },
};

export function lookOf(deed: Deed): Look {
  if (deed.kind === 'step') return { icon: deed.step.icon, text: say(`stap.${deed.step.key}.do`), key: /^NEXT/.test(deed.step.key) ? 'd' : /PLAN/.test(deed.step.key) ? 'p' : 'a', dialog: true };
  const { icon, text, key, dialog = false } = fixedLooks[deed.kind];
  return { icon, text: say(text, deed.kind === 'call' ? { name: deed.name } : undefined), key, dialog };
}

export const deedKey = (deed: Deed): string => (deed.kind === 'step' ? deed.step.key : deed.kind);
