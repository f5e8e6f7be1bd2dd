/** Who picks up the phone here, and which villages there are. */
import { readRegions, type Region } from '../api/regions.ts';
import { answer } from './answer.ts';
import { useResource } from '../offline/resource.svelte.ts';
import { t } from '../text/index.svelte.ts';

export type Coordinator = { readonly regions: Region[]; readonly name: string; readonly phone: string | undefined; readonly tel: { name: string; phone: string } | undefined };

export function useCoordinator(): Coordinator {
  const known = useResource(answer<Region[]>('regions'), readRegions);
  const first = $derived(known.data?.[0]);
  return {
    get regions() {
      return known.data ?? [];
    },
    get name() {
      return first?.contactName || t('who.coordinator');
    },
    get phone() {
      return first?.phone || undefined;
    },
    get tel() {
      return first?.phone ? { name: first.contactName, phone: first.phone } : undefined;
    },
  };
}

/** A sentence may begin with "de coördinator". */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
