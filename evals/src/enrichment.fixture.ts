import type {
  ArticleText,
  EnrichedMention,
  EntityKind,
  Enrichment,
  MentionMethod,
} from '@courant/enrich'

/** An enrichment that says no more than this. */
export function enrichmentOf(part: Partial<Enrichment>): Enrichment {
  return { language: 'en', mentions: [], candidates: [], topics: [], takeaways: [], ...part }
}

/** A name that is found wherever a paragraph holds it. */
export interface Known {
  surface: string
  slug?: string
  kind?: EntityKind
  method?: MentionMethod
  about?: boolean
  /** Only a candidate. */
  isHidden?: boolean
}

/** An enrichment that finds these names and nothing else. */
export function finds(names: readonly Known[]) {
  return (article: ArticleText): Enrichment => {
    const mentions = names.map((name) => mentionOf(name, article))
    const isHidden = (_: EnrichedMention, i: number) => names[i]?.isHidden === true
    return enrichmentOf({
      mentions: mentions.filter((mention, i) => !isHidden(mention, i)),
      candidates: mentions.filter(isHidden),
    })
  }
}

function mentionOf(
  { surface, slug = surface, kind = 'PLACE', method = 'ALIAS', about = true }: Known,
  { lead, sections }: ArticleText,
): EnrichedMention {
  const texts = sections.flatMap(({ paragraphs }, section) =>
    paragraphs.map((text, paragraph) => ({ part: 'paragraph' as const, section, paragraph, text })),
  )
  const spans = [{ part: 'lead' as const, section: null, paragraph: null, text: lead }, ...texts]
    .filter(({ text }) => text.includes(surface))
    .map(({ text, ...place }) => {
      const start = text.indexOf(surface)
      return { ...place, start, end: start + surface.length, surface }
    })
  return {
    entity: { slug, name: surface, kind, wikidataId: null, description: null, aliases: [] },
    spans,
    count: spans.length,
    salience: 0.5,
    about,
    method,
    confidence: 1,
  }
}
