import type { ArticleText } from '@courant/enrich'

import { story } from '../article.ts'

/** A dispatch with the places that its indexers gave it. */
export interface Dispatch {
  id: string
  article: ArticleText
  /** Reuters' own codes: "usa", "west-germany". */
  places: string[]
}

interface Line {
  id?: string | number
  title?: string
  body?: string
  places?: string[]
}

/** Reads a file of Reuters-21578 as JSON; dispatches without a body are left out. */
export function readReuters(json: string): Dispatch[] {
  const lines: Line[] = JSON.parse(json)
  return lines.flatMap(({ id = '', title = '', body, places = [] }) =>
    body ? [{ id: String(id), article: story(title, paragraphsOf(body)), places }] : [],
  )
}

/** A paragraph begins with four spaces; the last word is the agency's signature. */
function paragraphsOf(body: string): string[] {
  return body
    .replace(/\s*\bREUTER\s*\p{Cc}*\s*$/iu, '')
    .split(/\n(?= {2,})/)
    .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}
