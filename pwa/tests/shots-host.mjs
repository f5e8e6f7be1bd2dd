/** What a host sees: the evening, the series, the places, and what is printed. */
import { address, press, see } from './shots-region.mjs';

const desk = '/werkplek/ontmoeten';

export const host = ({ meetup, tonight, series, place }) => [{
  who: address('host'),
  screens: [
    ['host', desk],
    ['host-avond', `${desk}/${meetup}`],
    ['host-avond-extra', `${desk}/${tonight}`, press('Iemand extra')],
    ['host-avond-afzeggen', `${desk}/${meetup}`, press('Zeg af')],
    ['host-nieuw', `${desk}/nieuw`],
    ['host-wijzig', `${desk}/${meetup}/wijzig`, (page) => page.locator('#in-startsAt').fill('2031-03-04')],
    ['host-affiche', `${desk}/${meetup}/affiche`, see('Scan de code')],
    ['host-lijst', `${desk}/${meetup}/lijst`, see('Kwamen er zo bij')],
    ['host-reeksen', `${desk}/reeksen`],
    ['host-reeks-stop', `${desk}/reeksen`, press(/^Stop/)],
    ['host-reeks-nieuw', `${desk}/reeksen/nieuw`, see('Tik op een dag')],
    ['host-reeks-wijzig', `${desk}/reeksen/${series}/wijzig`],
    ['host-reeks-affiche', `${desk}/reeksen/${series}/affiche`, see('Scan de code')],
    ['host-plekken', `${desk}/plekken`],
    ['host-plek-nieuw', `${desk}/plekken/nieuw`],
    ['host-plek', `${desk}/plekken/${place}`],
    ['host-cijfers', `${desk}/cijfers`],
    ['host-instellingen', '/werkplek/instellingen'],
    ['host-account', desk, press(/^Account|account van/)],
  ],
}];
