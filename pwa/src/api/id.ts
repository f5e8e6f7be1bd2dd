/** Ids are made here, on the phone, so that something written without internet already has
 *  its name. A UUIDv7 whose last byte tells the type, as the server makes them (house.md, 4). */
export const typeCodes = {
  Region: 1, Place: 2, User: 3, Membership: 4, Family: 5, Child: 6, Vraaggezin: 7, Steungezin: 8, Koppeling: 9,
  KoppelingStep: 10, Meetup: 11, Signup: 12, Contact: 13, ZorgFeit: 14, Screening: 15, Vog: 16, Referentie: 17,
  Note: 18, Toestemming: 19, Blokkade: 23, Overdracht: 33, Afwezigheid: 34, Weging: 36,
  Series: 51, SeriesSignup: 52, WalkIn: 53, Closing: 54, CalendarFeed: 56,
  Zorgmelding: 41, ZorgmeldingStap: 42, Afscheid: 45,
  Meegenomen: 62,
} as const;

export type TypeName = keyof typeof typeCodes;

export function newId(type: TypeName, now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  bytes[15] = typeCodes[type];
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Which type an id says it is; undefined for anything that is no id of ours. */
export function typeOf(id: string): TypeName | undefined {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) return undefined;
  const code = parseInt(id.slice(-2), 16);
  return (Object.keys(typeCodes) as TypeName[]).find((name) => typeCodes[name] === code);
}

/** A key that makes one mutation have one effect, however often it is sent. */
export function newKey(): string {
  return crypto.randomUUID();
}
