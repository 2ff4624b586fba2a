import type { DatedArticle } from './duplicates.ts'

/** What happens to a text on its way into another paper; the result is the same report. */
export const edits: Readonly<Record<string, (article: DatedArticle) => DatedArticle>> = {
  'agency and imprint': (article) => ({
    ...article,
    lead: `LONDON (Wire) - ${article.lead}`,
    sections: withParagraphs(article, (paragraphs) => [
      ...paragraphs,
      'Reporting by our newsroom. Follow us for more, and write to us if you know better. All rights reserved.',
    ]),
  }),
  'cut at the end': (article) => ({
    ...article,
    sections: withParagraphs(article, (paragraphs) =>
      paragraphs.slice(0, Math.ceil(paragraphs.length * 0.75)),
    ),
  }),
  'another headline': (article) => ({
    ...article,
    headline: `What is known: ${article.lead.split(' ').slice(0, 6).join(' ')}`,
  }),
  typography: (article) => ({
    ...article,
    lead: typeset(article.lead),
    sections: withParagraphs(article, (paragraphs) => paragraphs.map(typeset)),
  }),
  'paragraphs joined': (article) => ({
    ...article,
    lead: '',
    sections: withParagraphs(article, (paragraphs) => [[article.lead, ...paragraphs].join(' ')]),
  }),
  'a paragraph added': (article) => ({
    ...article,
    sections: withParagraphs(article, (paragraphs) => [
      ...paragraphs.slice(0, 2),
      'Readers have asked what this means for them. Our reporters will look at it in the days to come, and answer as many of the letters as they can.',
      ...paragraphs.slice(2),
    ]),
  }),
}

function withParagraphs(
  { sections }: DatedArticle,
  edit: (paragraphs: readonly string[]) => string[],
): DatedArticle['sections'] {
  return sections.map((section) => ({ ...section, paragraphs: edit(section.paragraphs) }))
}

function typeset(text: string): string {
  return text
    .replaceAll(/"([^"]*)"/g, '“$1”')
    .replaceAll("'", '’')
    .replaceAll(' - ', ' – ')
    .replaceAll('. ', '.  ')
}
