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

/** Where an actor is described, and merges into it are listed. */
export function editActorHref(slug: string): string {
  return `${actorHref(slug)}/edit`
}

/** Where one confirms that an actor is the same as another. */
export function mergeActorHref(slug: string, into: string): string {
  return `${actorHref(slug)}/merge?${new URLSearchParams({ into })}`
}
