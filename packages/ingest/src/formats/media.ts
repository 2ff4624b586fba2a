import type { MediaNs } from 'feedsmith'

export interface StatedMedia {
  title: string | undefined
  description: string | undefined
  /** The publisher's main pictures before their thumbnails. */
  images: (string | undefined)[]
  categories: (string | undefined)[]
}

/** Media RSS, which tells of a picture or a film what items tell of an article, at several levels. */
export function statedByMedia(media: MediaNs.ItemOrFeed | undefined): StatedMedia {
  const groups = media?.groups ?? []
  const contents = [...(media?.contents ?? []), ...groups.flatMap((group) => group.contents ?? [])]
  const parts = [media, ...groups, ...contents].filter((part) => part !== undefined)
  return {
    title: parts.find(({ title }) => title?.value)?.title?.value,
    description: parts.find(({ description }) => description?.value)?.description?.value,
    images: [
      ...contents
        .filter(({ medium, type }) => medium === 'image' || isImage(type))
        .map(({ url }) => url),
      ...parts.flatMap(({ thumbnails }) => thumbnails ?? []).map(({ url }) => url),
    ],
    categories: parts.flatMap(({ categories = [], keywords = [] }) => [
      ...categories.map(({ label, name }) => label ?? name),
      ...keywords,
    ]),
  }
}

export function isImage(type: string | undefined): boolean {
  return type?.startsWith('image/') ?? false
}
