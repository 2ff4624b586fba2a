import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { topicHref } from '../../lib/subject-address.ts'
import { readerLocale, words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment TopicFamily_topic on Topic {
    parent {
      slug
      label(language: $language)
    }
    children {
      slug
      label(language: $language)
    }
  }
`)

interface Relative {
  slug: string
  label: string
}

/** The topic above a topic, and those right below it. */
export async function TopicFamily({ topic }: { topic: FragmentType<typeof fragment> }) {
  const { parent, children } = readFragment(fragment, topic)
  const t = await words('subject')
  const locale = await readerLocale()
  const byLabel = children.toSorted((a, b) => a.label.localeCompare(b.label, locale))
  if (!parent && byLabel.length === 0) return null
  return (
    <dl className="mt-4 space-y-2 leading-relaxed">
      {parent && <Relatives title={t('parent')} topics={[parent]} />}
      {byLabel.length > 0 && <Relatives title={t('subtopics')} topics={byLabel} />}
    </dl>
  )
}

function Relatives({ title, topics }: { title: string; topics: readonly Relative[] }) {
  return (
    <div>
      <dt className="text-sm text-quiet">{title}</dt>
      <dd>
        <ul className="flex flex-wrap gap-x-5">
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
      </dd>
    </div>
  )
}
