/** Made by `node build/postbus.mjs` from internal/geo/data/4pp.csv (MIT, Bob den Otter). */
const packed =
  'z0rs141111baauaaaaaaaaaaaaa11saaku122fz01oakaaaz01yaaaaaz014aaz01euaaaaaaaaab18kaaaauaaakaaaaa111z011aaaakaaaa' +
  'akaaaaaaaaaaaaa111z011kaaaaaaaakaaaa111111111z02ktaaaaaaa11skaaz014aaaaaauaaaaaaaaaa111111111z02j117laaaaaaaka' +
  'aaaaaaa1taaakkaakaaaal1111111wz01okaaz01oaaaaaaaaaa2saakaaaaaaaaaaaaaaaaaaaz014akauaaauaaakkakauakukauaaaaaaaa' +
  'u11skaakaukakaa11ikaaaaaakaaz01o12z01baaakaaauau11z012aaaakaaaakakaaaakakaakaaakaaa1121z01jaaaaaaaaaaz014uaz01' +
  'o2saaaaaaakaaaaaakkauaka111raukaz01oau1taaaz014121z01aakaaaakakaaaaakz01q1z01baaakkaaaaaaaakaaaaaaaakaaaaz014k' +
  'akaau111huaaaaa1jaaakaaa31z01akaauaaakakaakkaak1z02hakkakka121z01aakaakkkaaaa21z01buz014az01oaaaaaukakauz014z0' +
  '1ez01eakz01yz01okl11z02pz014az01ez01oz014uaaaaaaakakz01eaaaukkuaaakkaakuu1111z01auaaz01oz014ukkaa';

export const postbus: ReadonlySet<number> = unpack(packed);

function unpack(text: string): Set<number> {
  const codes = new Set<number>();
  for (let at = 0, last = 0; at < text.length; ) {
    const far = text[at] === 'z';
    last += parseInt(far ? text.slice(at + 1, at + 4) : text[at]!, 36);
    codes.add(last);
    at += far ? 4 : 1;
  }
  return codes;
}
