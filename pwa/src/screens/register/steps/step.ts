import type { Region } from '../../../api/regions.ts';

/** What every question gets beside its answers: what is wrong with a field, once somebody tried. */
export type StepProps<Answers> = { answers: Answers; wrong: (field: string) => string | undefined; regions: Region[] };
