/** The page of an actor. */
export function actorHref(slug: string): string {
  return `/actors/${encodeURIComponent(slug)}`
}

/** The page of a topic. */
export function topicHref(slug: string): string {
  return `/topics/${encodeURIComponent(slug)}`
}

/** The page of a story. */
export function storyHref(id: string): string {
  return `/stories/${encodeURIComponent(id)}`
}
