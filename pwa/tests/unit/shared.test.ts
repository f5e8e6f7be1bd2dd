import { expect, it } from 'vitest';
import { wordsOf } from '../../src/offline/shared.ts';

const none = { title: '', text: '', url: '' };

it.each([
  ['a flyer with a title', { title: 'Koffie met Els', text: 'Elke woensdag in de Windroos', url: 'https://voorbeeld.example/koffie' }, { title: 'Koffie met Els', description: 'Elke woensdag in de Windroos\nhttps://voorbeeld.example/koffie' }],
  ['a message without one', { ...none, text: 'Samen soep eten\nVrijdag om zes uur' }, { title: 'Samen soep eten', description: 'Samen soep eten\nVrijdag om zes uur' }],
  ['a link that stands in the text', { title: 'Spelen', text: 'Kijk op https://voorbeeld.example', url: 'https://voorbeeld.example' }, { title: 'Spelen', description: 'Kijk op https://voorbeeld.example' }],
  ['only a link', { ...none, text: 'https://voorbeeld.example' }, { title: '', description: 'https://voorbeeld.example' }],
  ['only a picture', none, { title: '', description: '' }],
  ['a very long line is no title', { ...none, text: 'x'.repeat(3000) }, { title: '', description: 'x'.repeat(2000) }],
])('%s', (_name, came, want) => expect(wordsOf(came)).toEqual(want));
