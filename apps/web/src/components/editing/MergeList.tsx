import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { words } from '../../lib/words.ts'
import { PublishedTime } from '../PublishedTime.tsx'
import { DeedButton, plainDeed } from '../reader/DeedButton.tsx'

const fragment = graphql(`
  fragment MergeList_entity on Entity {
    name
    merges {
      reason
      mergedAt
      from {
        id
        name
      }
    }
  }
`)

/** Who was merged into an actor, each of whom can be taken out again. */
export async function MergeList({ entity }: { entity: FragmentType<typeof fragment> }) {
  const { name, merges } = readFragment(fragment, entity)
  if (merges.length === 0) return null
  const t = await words('editing')
  return (
    <section aria-labelledby="merges" className="border-t border-rule pt-6">
      <h2 id="merges" className="mb-2 text-xl font-semibold">
        {t('merges', { name })}
      </h2>
      <ul id="merge-list">
        {merges.map(({ from, reason, mergedAt }) => (
          <li
            key={from.id}
            className="flex items-baseline justify-between gap-6 border-t border-rule py-2 first:border-t-0"
          >
            <p className="min-w-0 leading-snug break-words">
              <span className="font-medium">{from.name}</span>{' '}
              <span className="text-sm text-quiet">
                {t.rich('merged', {
                  reason,
                  when: () => <PublishedTime key="when" date={mergedAt} />,
                })}
              </span>
            </p>
            <DeedButton
              deed={{ deed: 'unmerge', id: from.id }}
              label={t('unmergeOf', { name: from.name })}
              className={`${plainDeed} shrink-0 text-sm text-quiet`}
            >
              {t('unmerge')}
            </DeedButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
