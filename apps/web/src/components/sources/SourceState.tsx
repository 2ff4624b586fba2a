import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { isWell, stateWords } from '../../lib/source-health.ts'
import { words } from '../../lib/words.ts'
import { StateMark } from './StateMark.tsx'

const fragment = graphql(`
  fragment SourceState_source on Source {
    feedUrl
    health {
      state
      code
    }
  }
`)

/** A mark and the words that say the same. */
export async function SourceState({ source }: { source: FragmentType<typeof fragment> }) {
  const { feedUrl, health } = readFragment(fragment, source)
  const well = isWell(health)
  return (
    <span
      className={`inline-flex items-baseline gap-2 ${well ? 'text-quiet' : 'font-medium text-ink'}`}
    >
      <StateMark state={feedUrl ? health.state : null} alert={!well} />
      {stateWords(await words('sources'), health, Boolean(feedUrl))}
    </span>
  )
}
