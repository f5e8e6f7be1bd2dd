/** The map of the region. */
export default {
  'regio.title': 'Kaart van de regio',
  'regio.layers': 'Wat je op de kaart ziet',
  'regio.WACHTEND': 'Wachten op steun',
  'regio.BESCHIKBAAR': 'Hebben plek',
  'regio.SAMEN': 'Lopen samen',
  'regio.label': 'Kaart: {what}, {total, plural, =0 {te weinig gezinnen om te laten zien} other {# gezinnen in {n, plural, one {1 gebied} other {{n} gebieden}}}}. De tabel zegt hetzelfde.',
  'regio.note': 'Elk getal gaat over minstens 3 gezinnen. Kleine dorpen staan samen. Alleen je eigen gezinnen zie je in hun dorp.',
  'regio.dorpen': 'Dorpen',
  'regio.gezinnen': 'Gezinnen',
  'regio.few': 'Te weinig gezinnen om te laten zien waar ze wonen.',
  'regio.onlyOwn': 'Geteld zijn je eigen gezinnen. Van anderen zijn er te weinig om te laten zien.',
  'regio.eigen': 'Je eigen gezinnen',
} as const;
