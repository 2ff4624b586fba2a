import { topicHref } from '../../lib/subject-address.ts'
import { words } from '../../lib/words.ts'

/** Topics that are called like what is looked for. */
export async function FoundTopics({
  topics,
}: {
  topics: readonly { slug: string; label: string }[]
}) {
  const t = await words('search')
  if (topics.length === 0) return null
  return (
    <section aria-labelledby="found-topics">
      <h2 id="found-topics" className="font-serif text-2xl font-semibold">
        {t('topics')}
      </h2>
      <ul className="mt-3 flex flex-wrap gap-x-6 border-t border-rule pt-2">
        {topics.map(({ slug, label }) => (
          <li key={slug}>
            <a
              href={topicHref(slug)}
              className="inline-block py-1 text-accent first-letter:uppercase hover:underline"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
