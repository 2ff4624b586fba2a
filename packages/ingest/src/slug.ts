/** Letters that are not a base letter with a mark. */
const spelled: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
}

/** A name as a part of an address: `Süddeutsche Zeitung` is `suddeutsche-zeitung`. Empty without Latin letters. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ßæœøđðłþ]/g, (letter) => spelled[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}|['’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
}
