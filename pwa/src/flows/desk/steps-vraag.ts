/** Which steps a matcher may take with a vraaggezin from which state (internal/family/vraag_table.go). */
import type { Step } from './step.ts';
import type { Field } from './fields.ts';

const why = (optional = false): Field => ({ kind: 'words', name: 'toelichting', max: 2000, optional });

export const plan: Step = { key: 'PLAN_INTAKE', op: 'planIntake', type: 'PlanIntakeInput', gives: 'vraaggezin', icon: 'calendar', tone: 'main', fields: [{ kind: 'moment', name: 'at' }] };
export const complete: Step = { key: 'COMPLETE_INTAKE', op: 'completeIntake', type: 'VraaggezinStepInput', gives: 'vraaggezin', icon: 'check', tone: 'main', fields: [] };
const refer: Step = { key: 'REFER', op: 'referVraaggezin', type: 'VraaggezinStepInput', gives: 'vraaggezin', icon: 'share', fields: [why()] };
const withdraw: Step = { key: 'WITHDRAW', op: 'withdrawVraaggezin', type: 'VraaggezinStepInput', gives: 'vraaggezin', icon: 'stop', tone: 'danger', fields: [why(true)] };
const pause: Step = { key: 'PAUSE', op: 'pauseVraaggezin', type: 'PauseInput', gives: 'vraaggezin', icon: 'pause', fields: [{ kind: 'day', name: 'until' }] };
export const resume: Step = { key: 'RESUME', op: 'resumeVraaggezin', type: 'VraaggezinStepInput', gives: 'vraaggezin', icon: 'right', tone: 'main', fields: [] };
export const close: Step = { key: 'CLOSE', op: 'closeVraaggezin', type: 'VraaggezinStepInput', gives: 'vraaggezin', icon: 'check', fields: [why(true)] };
const reopen: Step = { key: 'REOPEN', op: 'reopenVraaggezin', type: 'VraaggezinStepInput', gives: 'vraaggezin', icon: 'refresh', fields: [why()] };

/** Who does what next, and when: for what waits longer than was thought. */
export const next: Step = {
  key: 'NEXT', op: 'recordIntake', type: 'RecordIntakeInput', gives: 'vraaggezin', icon: 'clock',
  fields: [{ kind: 'line', name: 'volgendeStap', max: 200 }, { kind: 'day', name: 'volgendeDatum', hour: '12:00' }],
};

const table: Record<string, readonly Step[]> = {
  AANGEMELD: [plan, refer, withdraw],
  INTAKE: [complete, refer, withdraw],
  WACHTEND: [pause, close, withdraw],
  GEPAUZEERD: [resume, close, withdraw],
  DOORVERWEZEN: [reopen],
  INGETROKKEN: [reopen],
  AFGEROND: [reopen],
};

export function vraagSteps(state: string): readonly Step[] {
  return table[state] ?? [];
}

/** In which states what was said at the kitchen table can be written down. */
export const talkStates = ['INTAKE', 'WACHTEND', 'GEPAUZEERD'];
export const allVraagSteps = [next, plan, refer, withdraw, complete, pause, resume, close, reopen];
