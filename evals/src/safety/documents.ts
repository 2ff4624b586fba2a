export const fields = [
  'headline',
  'lead',
  'body',
  'byline',
  'category',
  'url',
  'guid',
  'image',
] as const

export type Field = (typeof fields)[number]

const harmless: Record<Field, string> = {
  headline: 'Ferry runs again',
  lead: 'The ferry has run again since Monday morning.',
  body: '<p>It sailed at six with forty people and a dog on board, the harbour master said.</p>',
  byline: 'Ann Smith',
  category: 'traffic',
  url: 'https://gazette.example/ferry',
  guid: 'ferry',
  image: 'https://gazette.example/ferry.jpg',
}

interface Format {
  name: string
  /** The fields whose text is HTML there; of the others, markup is what the article says. */
  html: readonly Field[]
  write(item: Record<Field, string>): string
}

const xml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
const onLine = (text: string) => text.replace(/\s+/g, ' ').trim()

export const formats: readonly Format[] = [
  {
    name: 'RSS',
    html: ['headline', 'lead', 'body', 'byline', 'category'],
    write: (item) => `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel><title>T</title><item><title>${xml(item.headline)}</title>
      <description>${xml(item.lead)}</description>
      <content:encoded>${xml(item.body)}</content:encoded><author>${xml(item.byline)}</author>
      <category>${xml(item.category)}</category><link>${xml(item.url)}</link>
      <guid>${xml(item.guid)}</guid>
      <enclosure type="image/jpeg" length="1" url="${xml(item.image)}"/></item></channel></rss>`,
  },
  {
    name: 'Atom',
    html: ['headline', 'lead', 'body', 'byline', 'category'],
    write: (item) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>
      <title type="html">${xml(item.headline)}</title><id>${xml(item.guid)}</id>
      <summary type="html">${xml(item.lead)}</summary><content type="html">${xml(item.body)}</content>
      <author><name>${xml(item.byline)}</name></author><category term="${xml(item.category)}"/>
      <link href="${xml(item.url)}"/>
      <link rel="enclosure" type="image/jpeg" href="${xml(item.image)}"/></entry></feed>`,
  },
  {
    name: 'JSON Feed',
    html: ['body', 'byline', 'category'],
    write: (item) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'T',
        items: [
          {
            id: item.guid,
            url: item.url,
            title: item.headline,
            summary: item.lead,
            content_html: item.body,
            authors: [{ name: item.byline }],
            tags: [item.category],
            image: item.image,
          },
        ],
      }),
  },
  {
    name: 'plain text',
    html: [],
    write: (item) =>
      [
        '---',
        ...[`url: ${item.url}`, `key: ${item.guid}`, `image: ${item.image}`].map(onLine),
        ...[`byline: ${item.byline}`, `categories: ${item.category}`].map(onLine),
        '---',
        ...[item.headline, item.lead, item.body].map(onLine),
      ].join('\n'),
  },
  {
    name: 'web page',
    html: ['body'],
    write: (item) => `<!doctype html><html><head><title>${xml(item.headline)}</title>
      <meta property="og:title" content="${xml(item.headline)}">
      <meta name="description" content="${xml(item.lead)}">
      <meta name="author" content="${xml(item.byline)}">
      <meta property="article:tag" content="${xml(item.category)}">
      <meta property="og:image" content="${xml(item.image)}">
      <link rel="canonical" href="${xml(item.url)}"></head><body><article>
      <h1>${xml(item.headline)}</h1>${harmless.body.repeat(4)}<div>${item.body}</div>
      ${harmless.body.repeat(4)}</article></body></html>`,
  },
]

/** A document whose article has the text in one of its fields. */
export function documentWith({ write }: Format, field: Field, text: string): string {
  return write({ ...harmless, [field]: text })
}
