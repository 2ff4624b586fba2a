import { textOfHtml } from '../html.ts'

/** An article as its page's JSON-LD states it (schema.org); a list is empty where nothing is stated. */
export interface LinkedArticle {
  headlines: string[]
  authors: string[]
  dates: string[]
  descriptions: string[]
  languages: string[]
  images: string[]
  categories: string[]
  publishers: string[]
  /** Where it says that it is; relative ones too. */
  addresses: string[]
  body: string
}

type Node = Record<string, unknown>

/** `NewsArticle`, `BlogPosting`, `Report` and their like. */
const articleType = /(?:Article|Posting|Report|APIReference)$/

/** Deeper, and more of them, is no description of one article. */
const limits = { depth: 6, nodes: 2_000 } as const

/** The articles that the scripts describe, in their order; not those that they only list or refer to. */
export function readJsonLd(scripts: readonly string[]): LinkedArticle[] {
  const roots = scripts.flatMap((script) => nodesIn(parseJson(script), 0)).slice(0, limits.nodes)
  const named = new Map(
    roots.flatMap((node) => (typeof node['@id'] === 'string' ? [[node['@id'], node]] : [])),
  )
  return roots.filter(isArticle).map((node) => articleOf(node, named))
}

/** Publishers wrap it in CDATA and comments, and leave line breaks in its strings. */
function parseJson(script: string): unknown {
  const bare = script.replace(/<!\[CDATA\[|\]\]>/g, '')
  const json = bare.slice(
    bare.search(/[[{]/),
    Math.max(...['}', ']'].map((end) => bare.lastIndexOf(end))) + 1,
  )
  for (const text of [json, json.replace(/\p{Cc}+/gu, ' ')]) {
    try {
      return JSON.parse(text)
    } catch {
      // Not even then: the page has said nothing.
    }
  }
  return null
}

/** The nodes that stand for themselves: at the top, in a graph, or as what the page is about. */
function nodesIn(value: unknown, depth: number): Node[] {
  if (depth > limits.depth || typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) {
    return value.slice(0, limits.nodes).flatMap((item) => nodesIn(item, depth + 1))
  }
  const node = value as Node
  return [node, ...['@graph', 'mainEntity'].flatMap((name) => nodesIn(node[name], depth + 1))]
}

function isArticle(node: Node): boolean {
  return textsOf(node['@type']).some((type) => articleType.test(type))
}

function articleOf(node: Node, named: ReadonlyMap<string, Node>): LinkedArticle {
  const people = (name: string) => listOf(node[name]).flatMap((value) => nameOf(value, named))
  const about = listOf(node['mainEntityOfPage'])
  return {
    headlines: textsOf(node['headline'], node['name']),
    authors: [...people('author'), ...(node['author'] ? [] : people('creator'))],
    dates: textsOf(node['datePublished'], node['dateCreated']),
    descriptions: textsOf(node['description']),
    languages: listOf(node['inLanguage']).flatMap((language) =>
      isNode(language) ? textsOf(language['alternateName'], language['name']) : textsOf(language),
    ),
    images: [node['image'], node['thumbnailUrl']]
      .flatMap(listOf)
      .flatMap((image) => (isNode(image) ? addressesOf(image, 'url', 'contentUrl') : image))
      .filter((image) => typeof image === 'string'),
    categories: [
      ...textsOf(node['articleSection']),
      ...textsOf(node['keywords']).flatMap((words) => words.split(/\s*[,;]\s*/)),
    ],
    publishers: [...people('publisher'), ...people('sourceOrganization')],
    addresses: [
      ...addressesOf(node, 'url', '@id'),
      ...about.flatMap((page) => (isNode(page) ? addressesOf(page, '@id', 'url') : textsOf(page))),
    ],
    body: typeof node['articleBody'] === 'string' ? node['articleBody'] : '',
  }
}

/** A name, or that of something that has one here or, by its id, elsewhere. */
function nameOf(value: unknown, named: ReadonlyMap<string, Node>): string[] {
  if (!isNode(value)) return textsOf(value)
  const own = textsOf(value['name'])
  return own.length > 0 ? own : textsOf(named.get(String(value['@id']))?.['name'])
}

function addressesOf(node: Node, ...names: readonly string[]): string[] {
  return names.flatMap((name) => listOf(node[name])).filter((value) => typeof value === 'string')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.slice(0, 100) : [value]
}

/** Those that say something, on one line each. */
function textsOf(...values: readonly unknown[]): string[] {
  return values
    .flatMap(listOf)
    .map((value) => (isNode(value) ? (value['@value'] ?? value['name']) : value))
    .filter((value) => typeof value === 'string')
    .map((value) => textOfHtml(value.slice(0, 10_000)))
    .filter((text) => text !== '')
}
