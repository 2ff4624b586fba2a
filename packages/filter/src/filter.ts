/** Members of a set (actors, topics, sources) by id or slug; topics also by IPTC code. */
export interface SetFilter {
  /** Every one of these. */
  all?: readonly string[] | null
  /** At least one of these; an empty list matches nothing. */
  any?: readonly string[] | null
  /** None of these. */
  none?: readonly string[] | null
}

/**
 * Which articles a feed holds. Every clause that is given must hold; `{}` matches every article.
 * A topic stands for itself and every topic below it. `AND: []` holds, `OR: []` does not: they are
 * the empty conjunction and the empty disjunction.
 */
export interface ArticleFilter {
  actors?: SetFilter | null
  topics?: SetFilter | null
  sources?: SetFilter | null
  /** BCP 47 primary languages. */
  languages?: readonly string[] | null
  /** At or after. */
  publishedAfter?: Date | null
  /** Before. */
  publishedBefore?: Date | null
  AND?: readonly ArticleFilter[] | null
  OR?: readonly ArticleFilter[] | null
  NOT?: ArticleFilter | null
}
