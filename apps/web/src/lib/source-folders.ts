import type { Locale } from './languages.ts'

export interface Folder<Source> {
  /** Null for those that are in none. */
  name: string | null
  sources: Source[]
}

/** Sources by folder: folders by name, those that are in none last; their order within stays. */
export function byFolder<Source extends { folder?: string | null }>(
  locale: Locale,
  sources: readonly Source[],
): Folder<Source>[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const folders = new Map<string | null, Source[]>()
  for (const source of sources) {
    const name = source.folder || null
    folders.set(name, [...(folders.get(name) ?? []), source])
  }
  return [...folders]
    .map(([name, sources]) => ({ name, sources }))
    .toSorted(
      (a, b) =>
        Number(a.name === null) - Number(b.name === null) || compare(a.name ?? '', b.name ?? ''),
    )
}

/** The names of their folders, each once, in order. */
export function foldersOf(
  locale: Locale,
  sources: readonly { folder?: string | null }[],
): string[] {
  return byFolder(locale, sources).flatMap(({ name }) => name ?? [])
}
