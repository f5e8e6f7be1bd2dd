/** Which steps a matcher may take with a steungezin from which state (internal/family/steun_table.go).
 *  Turning away and lifting are the head matcher's. */
import type { Step } from './step.ts';
import type { Field } from './fields.ts';

const why = (optional = false): Field => ({ kind: 'words', name: 'toelichting', max: 2000, optional });
const step = { type: 'SteungezinStepInput', gives: 'steungezin' } as const;
const of = (node: { id: string }) => ({ steungezinId: node.id });
const made = (node: { id: string }, id: string) => ({ id, steungezinId: node.id });

export const plan: Step = { key: 'PLAN_GESPREK', op: 'planGesprek', type: 'PlanGesprekInput', gives: 'steungezin', icon: 'calendar', tone: 'main', fields: [{ kind: 'moment', name: 'at' }] };
/** As for a vraaggezin. */
export const next: Step = {
  key: 'NEXT_STEUN', op: 'recordGesprek', type: 'RecordGesprekInput', gives: 'steungezin', icon: 'clock',
  fields: [{ kind: 'line', name: 'volgendeStap', max: 200 }, { kind: 'day', name: 'volgendeDatum', hour: '12:00' }],
};
const screen: Step = { ...step, key: 'START_SCREENING', op: 'startScreening', icon: 'check', tone: 'main', fields: [] };
const approve: Step = { ...step, key: 'APPROVE', op: 'approveSteungezin', icon: 'check', tone: 'main', fields: [] };
const reject: Step = { ...step, key: 'REJECT', op: 'rejectSteungezin', icon: 'stop', tone: 'danger', fields: [why()] };
const pause: Step = { key: 'PAUSE_STEUN', op: 'pauseSteungezin', type: 'PauseInput', gives: 'steungezin', icon: 'pause', fields: [{ kind: 'day', name: 'until' }] };
export const resume: Step = { ...step, key: 'RESUME_STEUN', op: 'resumeSteungezin', icon: 'right', tone: 'main', fields: [] };
const stop: Step = { ...step, key: 'STOP_STEUN', op: 'stopSteungezin', icon: 'stop', tone: 'danger', fields: [why(true)] };
const suspend: Step = { ...step, key: 'SUSPEND_STEUN', op: 'suspendSteungezin', icon: 'warning', tone: 'danger', fields: [why()] };
const lift: Step = { ...step, key: 'LIFT_STEUN', op: 'liftSteungezin', icon: 'refresh', tone: 'main', fields: [why(true)] };

const confirm: Step = { key: 'CONFIRM_FAMILY', op: 'confirmFamily', type: 'ConfirmFamilyInput', gives: 'family', icon: 'check', tone: 'main', about: ({ familyId = '' }) => ({ id: familyId }), fields: [] };

export const vog: Step = {
  key: 'RECORD_VOG', op: 'recordVog', type: 'RecordVogInput', gives: 'steungezin', icon: 'plus', makes: 'Vog', about: made,
  fields: [{ kind: 'line', name: 'voornaam', max: 80 }, { kind: 'day', name: 'afgegevenOp' }, { kind: 'line', name: 'functieaspect', max: 20, start: '84', help: true }],
};
export const referentie: Step = {
  key: 'RECORD_REFERENTIE', op: 'recordReferentie', type: 'RecordReferentieInput', gives: 'steungezin', icon: 'plus', makes: 'Referentie', about: made,
  fields: [{ kind: 'line', name: 'relatie', max: 120, help: true }, { kind: 'maybe', name: 'positief' }],
};
const day = (name: string): Step => ({
  key: `RECORD_${name}`, op: 'recordScreening', type: 'RecordScreeningInput', gives: 'steungezin', icon: 'check', about: of,
  fields: [{ kind: 'day', name: `${name.toLowerCase()}Op` }],
});
/** One button per line of the list of checks. */
export const checks: Record<string, Step> = { GESPREK: day('GESPREK'), VOG: vog, REFERENTIES: referentie, HUISBEZOEK: day('HUISBEZOEK'), HUISREGELS: day('HUISREGELS'), TRAINING: day('TRAINING') };

const table: Record<string, readonly Step[]> = {
  AANGEMELD: [plan, stop, suspend],
  KENNISMAKINGSGESPREK: [screen, reject, stop, suspend],
  SCREENING: [approve, reject, stop, suspend],
  BESCHIKBAAR: [pause, stop, suspend],
  PAUZE: [resume, stop, suspend],
  BEVESTIGEN: [confirm, pause, stop, suspend],
  SLAPEND: [confirm, stop, suspend],
  OPGESCHORT: [lift, stop],
};
const head = new Set(['REJECT', 'LIFT_STEUN']);

export function steunSteps(state: string, isHead: boolean): readonly Step[] {
  const steps = table[state] ?? [];
  return isHead ? steps : steps.filter(({ key }) => !head.has(key) && !(state === 'OPGESCHORT' && key === 'STOP_STEUN'));
}

/** In which states what was said can be written down, and in which things can be checked. */
export const gesprekStates = ['KENNISMAKINGSGESPREK', 'SCREENING', 'BESCHIKBAAR', 'PAUZE', 'BEVESTIGEN', 'SLAPEND'];
export const checkStates = [...gesprekStates, 'OPGESCHORT'];
export const allSteunSteps = [next, plan, screen, approve, reject, pause, resume, stop, suspend, lift, confirm, ...Object.values(checks)];
