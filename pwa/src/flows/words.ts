/** The programme's closed lists as the API spells them, in the order people meet them. */
import type { VraagInput, SteunInput } from '../api/register.ts';
import type { IconName } from '../look/icons.ts';

type Item<T> = NonNullable<T> extends readonly (infer Inner)[] ? Inner : never;
export type Soort = Item<VraagInput['soorten']>;
export type Dagdeel = Item<VraagInput['dagdelen']>;
export type Dier = Item<VraagInput['bangVoor']>;
export type Vervoer = Item<SteunInput['family']['vervoer']>;
export type Moment = Item<VraagInput['family']['contact']['bereikOp']>;
export type Via = NonNullable<VraagInput['family']['contact']['bereikVia']>;

export const soorten: readonly Soort[] = ['OPVANG', 'VERVOER', 'SPELEN', 'LOGEREN', 'HUISWERK', 'MAATJE', 'EROP_UIT', 'PRAKTISCH'];
export const soortIcons: Record<Soort, IconName> = {
  OPVANG: 'coffee', VERVOER: 'bike', SPELEN: 'ball', LOGEREN: 'moon', HUISWERK: 'book', MAATJE: 'talk', EROP_UIT: 'tree', PRAKTISCH: 'tools',
};
export const days = ['MA', 'DI', 'WO', 'DO', 'VR', 'ZA', 'ZO'] as const;
export const parts = ['OCHTEND', 'MIDDAG', 'AVOND'] as const;
export const dieren: readonly Dier[] = ['HOND', 'KAT', 'KNAAGDIER', 'VOGEL', 'PAARD', 'ANDERS'];
export const vervoer: readonly Vervoer[] = ['LOPEND', 'FIETS', 'AUTO', 'OV'];
export const vervoerIcons: Record<Vervoer, IconName> = { LOPEND: 'walk', FIETS: 'bike', AUTO: 'car', OV: 'bus' };
export const via: readonly Via[] = ['BELLEN', 'BERICHT', 'EMAIL'];

/** Languages offered at once, and those behind "Meer talen". ISO 639-1. */
export const talen = ['nl', 'en', 'ar', 'tr', 'pl', 'uk', 'ti', 'fa', 'so'] as const;
export const meerTalen = ['de', 'fr', 'es', 'pt', 'ro', 'bg', 'hu', 'ru', 'ku', 'ps', 'ur', 'zh', 'vi', 'am', 'el', 'it'] as const;
