import { readerLocale, words } from '../lib/words.ts'

/** Something that articles of the feed have in common. */
export interface Facet {
  name: string
  count: number
  /** The feed of those of its articles that have it, or of all again where it is chosen already. */
  href: string
  chosen: boolean
}

interface Props {
  /** Unlike any other on the page. */
  id: string
  title: string
  facets: readonly Facet[]
}

/** What there is to choose from, with how many articles each would leave. */
export async function FacetList({ id, title, facets }: Props) {
  if (facets.length === 0) return null
  const t = await words('filter')
  const number = new Intl.NumberFormat(await readerLocale())
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1 text-quiet">
        {title}
      </h2>
      <ul>
        {facets.map(({ name, count, href, chosen }) => (
          <li key={href} className="flex items-baseline justify-between gap-3">
            <a
              href={href}
              aria-label={chosen ? t('remove', { name }) : undefined}
              className={`py-1 leading-snug first-letter:uppercase hover:text-accent hover:underline ${chosen ? 'font-semibold text-accent' : ''}`}
            >
              {name}
            </a>
            <span className="text-sm text-quiet tabular-nums">
              <span aria-hidden="true">{number.format(count)}</span>
              <span className="sr-only">{t('counted', { count })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
