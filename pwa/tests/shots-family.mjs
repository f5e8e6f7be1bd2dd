/** What a family sees of itself, at each point of the way: both sides of a koppeling, from signing up to the farewell. */
import { press } from './shots-region.mjs';

const at = (name, email, screens) => ({ who: email, screens: screens.map(([screen, ...rest]) => [`${name}-${screen}`, ...rest]) });
const home = [['thuis', '/thuis'], ['steun', '/mijn-steun']];

export const family = ({ pair, vraag, steun, guest }) => {
  const shelves = [];
  const both = (name, state, vraagOnly = () => [], steunOnly = () => []) => {
    const one = pair(state);
    shelves.push(at(`vraag-${name}`, one.vraag, [...home, ...vraagOnly(one)]), at(`steun-${name}`, one.steun, [...home, ...steunOnly(one)]));
  };
  shelves.push(
    at('vraag-aangemeld', vraag('AANGEMELD').email, home),
    at('vraag-gesprek', vraag('INTAKE').email, home),
    at('vraag-wacht', vraag('WACHTEND', 'Samira').email, [
      ...home, ['gegevens', '/mijn-gegevens'], ['inzage', '/mijn-gegevens/inzage'], ['klopt', '/klopt-het-nog'], ['zorg', '/zorg-delen'], ['ontmoeten', '/ontmoeten'],
      ['ontmoeting-wie', `/ontmoeten/${guest}`, press('Ik kom')], ['wacht-leeg', '/zorg-delen', press('Stuur op')],
    ]),
    { ...at('ar-vraag', vraag('WACHTEND', 'Samira').email, [...home, ['gegevens', '/mijn-gegevens']]), language: 'ar' },
    at('steun-aangemeld', steun('AANGEMELD').email, home),
    at('steun-gesprek', steun('KENNISMAKINGSGESPREK').email, home),
    at('steun-lijstje', steun('SCREENING').email, [...home, ['gegevens', '/mijn-gegevens']]),
  );
  // The one whose answer is waited for sees the proposal; the other not yet.
  const proposal = ({ id }) => [['voorstel', `/voorstel/${id}`]];
  both('voor-steun', 'VOORGESTELD_STEUN', undefined, proposal);
  both('voor-vraag', 'VOORGESTELD_VRAAG', proposal);
  both('kennismaking', 'KENNISMAKING');
  both('proef', 'PROEFPERIODE', ({ id }) => [['hoe-was-het', `/hoe-was-het/${id}`]]);
  both('samen', 'ACTIEF', ({ id }) => [['hoe-was-het', `/hoe-was-het/${id}`], ['gegevens', '/mijn-gegevens']], () => [['zorg', '/zorg-delen']]);
  both('pauze', 'GEPAUZEERD');
  both('onderbroken', 'ONDERBROKEN');
  both('afscheid', 'AFRONDEN', ({ id }) => [['bladzijde', `/afscheid/${id}`]], ({ id }) => [['bladzijde', `/afscheid/${id}`]]);
  // A child of twelve or older says yes itself.
  const marloes = vraag('INTAKE', 'Marloes');
  const grown = marloes.family.children.find(({ age }) => age >= 12);
  shelves.push(at('vraag-beslist-mee', marloes.email, [['gegevens', '/mijn-gegevens'], ['zelf-ja', `/zelf-ja/${grown.id}`]]));
  return shelves.filter(({ who }) => who);
};
