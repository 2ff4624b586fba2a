import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { healthWords } from '../../lib/source-health.ts'
import { words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment HealthSentence_source on Source {
    feedUrl
    health {
      state
      code
      message
    }
  }
`)

/** How a source is doing; what the API tells of its feed's server is in English. */
export async function HealthSentence({ source }: { source: FragmentType<typeof fragment> }) {
  const { feedUrl, health } = readFragment(fragment, source)
  const told = healthWords(await words('sources'), health, Boolean(feedUrl))
  return told ?? <span lang="en">{health.message}</span>
}
