/** The desk of matchers and colleagues: B1, a little shorter than what parents read. */
export default {
  'desk.title': 'Werkplek',
  'desk.nav': 'Hoofdmenu',
  'desk.home': 'Werkplek',
  'desk.welcome': 'Welkom op de werkplek',
  'desk.staffOnly': 'Deze plek is voor coördinatoren en hun collega’s.',
  'desk.staffOnly.do': 'Log in met je werkadres',
} as const;
