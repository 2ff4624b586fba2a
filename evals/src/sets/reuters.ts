import type { ArticleText } from '@courant/enrich'

import { story } from '../article.ts'

/** A dispatch with the places that its indexers gave it. */
export interface Dispatch {
  id: string
  article: ArticleText
  /** Null where the file has no date that can be read. */
  publishedAt: Date | null
  /** Reuters' own codes: "usa", "west-germany". */
  places: string[]
}

interface Line {
  id?: string | number
  /** "26-FEB-1987 15:01:01.79" */
  date?: string
  title?: string
  body?: string
  places?: string[]
}

/** Reads a file of Reuters-21578 as JSON; dispatches without a body are left out. */
export function readReuters(json: string): Dispatch[] {
  const lines: Line[] = JSON.parse(json)
  return lines.flatMap(({ id = '', date = '', title = '', body, places = [] }) => {
    if (!body) return []
    const article = story(title, paragraphsOf(body))
    return [{ id: String(id), article, publishedAt: readDate(date), places }]
  })
}

function readDate(text: string): Date | null {
  const date = new Date(`${text.trim().replace(/\.\d+$/, '')} UTC`)
  return Number.isNaN(date.getTime()) ? null : date
}

/** A paragraph begins with four spaces; the last word is the agency's signature. */
function paragraphsOf(body: string): string[] {
  return body
    .replace(/\s*\bREUTER\s*\p{Cc}*\s*$/iu, '')
    .split(/\n(?= {2,})/)
    .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}
