/** Doing things from the list of today, and what waits to be sent. */
export default {
  'today.do.call': 'Bel {name}',
  'today.do.propose': 'Stel iemand voor',
  'today.do.pair': 'Bekijk en doe',
  'today.do.zorg': 'Lees de zorg',
  'today.open': 'Open dossier',
  'today.hint': 'Ga met j en k langs de lijst. Druk op de letter van een knop om het te doen. Tot 30 seconden later kun je het terughalen.',
  'today.best': 'Wie past bij {name}?',
  'today.best.taken': 'Er loopt al een voorstel voor dit gezin.',
  'today.best.all': 'Alle redenen op het bord',
  'held.toast': '{what}: wordt zo verstuurd.',
  'held.waits': '{what}: wordt zo verstuurd',
  'held.goes': '{what}: wordt verstuurd',
  'held.now': 'Verstuur nu',
  'held.not': '{what}: dit is niet verstuurd',
  'held.leave': 'Laat zitten',
} as const;
