/** What was published on one day. */
export interface Day<Item> {
  /** In UTC: `2026-03-12`. */
  day: string
  items: Item[]
}

/** Articles by the day they were published on, in UTC; days and articles stay in their order. */
export function groupByDay<Item extends { publishedAt: string }>(
  articles: readonly Item[],
): Day<Item>[] {
  const days = new Map<string, Item[]>()
  for (const article of articles) {
    const day = article.publishedAt.slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), article])
  }
  return [...days].map(([day, items]) => ({ day, items }))
}
