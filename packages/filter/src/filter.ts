/** Members of a set (actors, topics, sources) by id or slug, stories by id; topics also by IPTC code. */
export interface SetFilter {
  /** Every one of these. */
  all?: readonly string[] | null
  /** At least one of these; an empty list matches nothing. */
  any?: readonly string[] | null
  /** None of these. */
  none?: readonly string[] | null
}

/** Whether an article is about an actor, or merely mentions it. */
export type Salience = 'ABOUT' | 'MENTIONED'

/**
 * Which articles a feed holds. Every clause that is given must hold; `{}` matches every article.
 * A topic stands for itself and every topic below it. `AND: []` holds, `OR: []` does not: they are
 * the empty conjunction and the empty disjunction. What contradicts itself (after a date that is not
 * before the other, all and none of one member, two sources at once) is no error: it matches nothing.
 */
export interface ArticleFilter {
  actors?: SetFilter | null
  /** Which mentions `actors` of this same filter means; both without it. */
  salience?: Salience | null
  topics?: SetFilter | null
  sources?: SetFilter | null
  stories?: SetFilter | null
  /** BCP 47 primary languages. */
  languages?: readonly string[] | null
  /** At or after. */
  publishedAfter?: Date | null
  /** Before. */
  publishedBefore?: Date | null
  /**
   * Words that headline, lead or body hold, in any form of theirs; "a phrase" in quotes, `or` between
   * alternatives, `-` before what must not be there. Blank text asks for nothing; text of words too common
   * to be looked for ("the") matches nothing.
   */
  text?: string | null
  AND?: readonly ArticleFilter[] | null
  OR?: readonly ArticleFilter[] | null
  NOT?: ArticleFilter | null
}
