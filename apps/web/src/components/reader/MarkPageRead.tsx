import { articlesAtMost } from '../../lib/deeds.ts'
import type { ArticleStates } from '../../lib/load-states.ts'
import { words } from '../../lib/words.ts'
import { boxedDeed, DeedButton } from './DeedButton.tsx'

interface Props {
  articles: readonly { id: string }[]
  states: ArticleStates
}

/** Says of all articles of a page at once that they were read. */
export async function MarkPageRead({ articles, states }: Props) {
  const ids = articles.flatMap(({ id }) => (states.get(id)?.read === false ? [id] : []))
  if (ids.length < 2 || ids.length > articlesAtMost) return null
  const t = await words('reader')
  return (
    <div className="border-t border-rule py-4 text-sm">
      <DeedButton deed={{ deed: 'read', ids }} className={boxedDeed}>
        {t('markPageRead', { count: ids.length })}
      </DeedButton>
    </div>
  )
}
