import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment StoryTakeaways_story on Story {
    takeaways {
      id
      text
    }
  }
`)

/** What follows from a story, across its articles. */
export async function StoryTakeaways({ story }: { story: FragmentType<typeof fragment> }) {
  const { takeaways } = readFragment(fragment, story)
  const t = await words('story')
  if (takeaways.length === 0) return null
  return (
    <section
      aria-labelledby="takeaways"
      className="mt-8 rounded border border-rule bg-raised px-5 py-4"
    >
      <h2 id="takeaways" className="mb-1 text-sm font-semibold text-quiet">
        {t('takeaways')}
      </h2>
      <ul>
        {takeaways.map(({ id, text }) => (
          <li key={id} className="border-rule py-2 leading-relaxed not-last:border-b">
            {text}
          </li>
        ))}
      </ul>
    </section>
  )
}
