import { type Block, type ParsedDocument, sectionsOf } from '../article.ts'
import { IngestError } from '../errors.ts'
import { webAddress } from './feed-item.ts'
import { type Line, takeFrontMatter } from './front-matter.ts'

/** UTF-16 units; a first line longer than this is not a headline. */
const maxHeadline = 300

/** UTF-16 units; crossheads fit on a line of a newspaper column. */
const maxCrosshead = 80

const takeawayMark = '- '

/** The end of a sentence, whatever quotes and brackets close after it. */
const sentenceEnd = /[.!?…:;,][\s"'”’»«)\]]*$/

/**
 * Reads an article in plain text:
 *
 *     ---
 *     source: The Harbour Times     (this block is optional, and so is each field of it)
 *     published: -3h20m
 *     ---
 *     Headline
 *     Lead
 *     A paragraph, on one line.
 *     A crosshead
 *     A paragraph.
 *     - A takeaway of the publisher's own
 *
 * A crosshead is a short line that does not end like a sentence and that a paragraph follows.
 * Takeaways stand at the end. Empty lines mean nothing.
 * @param url where it was fetched from, if it was; it is read there unless it says otherwise
 * @param now what a relative date counts from
 * @throws {IngestError} BAD_TEXT with the line
 */
export function parseText(
  text: string,
  name: string,
  url: string | null,
  now: Date,
): ParsedDocument {
  const refuse = (problem: string, line: Line | undefined) =>
    new IngestError('BAD_TEXT', problem, { document: name, line: line?.number })

  const { fields, body } = takeFrontMatter(linesOf(text), name, now)
  const [headline, lead, ...rest] = body
  if (!headline)
    throw refuse('no text: an article has a headline and, on the next line, a lead', undefined)
  if (headline.text.length > maxHeadline) {
    const length = headline.text.length
    throw refuse(`the first line is the headline; with ${length} characters this is none`, headline)
  }
  if (!lead || isTakeaway(lead)) {
    throw refuse('no lead: the line after the headline is the lead', lead ?? headline)
  }

  const firstTakeaway = rest.findIndex(isTakeaway)
  const paragraphs = firstTakeaway < 0 ? rest : rest.slice(0, firstTakeaway)
  const takeaways = firstTakeaway < 0 ? [] : rest.slice(firstTakeaway)
  const stray = takeaways.find((line) => !isTakeaway(line))
  if (stray) {
    const problem = `text after the takeaways, which begin on line ${takeaways[0]?.number}; they stand at the end`
    throw refuse(problem, stray)
  }

  return {
    format: 'text',
    source: {
      name: fields.source,
      siteUrl: fields.sourceUrl,
      feedUrl: null,
      selfUrl: null,
      hubUrl: null,
      language: null,
    },
    articles: [
      {
        guid: fields.key,
        url: fields.url ?? webAddress(url),
        headline: headline.text,
        lead: lead.text,
        byline: fields.byline,
        publishedAt: fields.published,
        language: fields.language,
        imageUrl: fields.image,
        categories: fields.categories,
        sections: sectionsOf(blocksOf(paragraphs)),
        takeaways: takeaways.map((line) => line.text.slice(takeawayMark.length).trim()),
      },
    ],
  }
}

/** The lines that hold something. */
function linesOf(text: string): Line[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line, at) => ({ text: line.trim(), number: at + 1 }))
    .filter(({ text }) => text !== '')
}

function isTakeaway({ text }: Line): boolean {
  return text.startsWith(takeawayMark)
}

function blocksOf(lines: readonly Line[]): Block[] {
  const isShort = lines.map(({ text }) => text.length <= maxCrosshead && !sentenceEnd.test(text))
  return lines.map(({ text }, at) => ({
    kind: isShort[at] && isShort[at + 1] === false ? 'crosshead' : 'paragraph',
    text,
  }))
}
