import { words } from '../../lib/words.ts'
import type { TrendWindow } from '../../lib/load-trending.ts'
import { TrendItem } from './TrendItem.tsx'
import type { TrendFragment } from './TrendItem.tsx'

interface Props {
  id: string
  title: string
  trends: readonly TrendFragment[]
  window: TrendWindow
  /** What to say where there are none. */
  none: string
}

/** The actors or the topics on the rise, the foremost first. */
export async function TrendList({ id, title, trends, window, none }: Props) {
  const t = await words('trending')
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 font-serif text-2xl font-semibold">
        {title}
      </h2>
      {trends.length === 0 ? (
        <div className="border-t border-rule py-4 leading-relaxed">
          <p>{none}</p>
          <p className="mt-1 text-sm text-quiet">{t('none')}</p>
        </div>
      ) : (
        <ol>
          {trends.map((trend, index) => (
            // A rank is what a place in this list is.
            // oxlint-disable-next-line react/no-array-index-key
            <TrendItem key={index} trend={trend} window={window} />
          ))}
        </ol>
      )}
    </section>
  )
}
