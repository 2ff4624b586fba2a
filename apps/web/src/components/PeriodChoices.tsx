import type { ArticleFilter } from '@courant/filter'

import { feedHref } from '../lib/feed-address.ts'
import { periods, periodSince, startOfPeriod } from '../lib/periods.ts'
import { words } from '../lib/words.ts'
import { FilterForm } from './FilterForm.tsx'

const field = 'w-40 rounded border border-edge bg-paper px-2 py-1 text-ink'

/** From when on, and until when. */
export async function PeriodChoices({ filter }: { filter: ArticleFilter }) {
  const t = await words('filter')
  const { publishedAfter, publishedBefore, ...rest } = filter
  const chosen = periodSince(publishedAfter)
  return (
    <section aria-labelledby="periods">
      <h2 id="periods" className="mb-1 text-quiet">
        {t('period')}
      </h2>
      <ul>
        {periods.map((days) => (
          <li key={days}>
            <a
              href={feedHref({ filter: { ...rest, publishedAfter: startOfPeriod(days) } })}
              aria-current={days === chosen ? 'true' : undefined}
              className={`inline-block py-1 leading-snug first-letter:uppercase hover:text-accent hover:underline ${days === chosen ? 'font-semibold text-accent' : ''}`}
            >
              {t('lastDays', { days })}
            </a>
          </li>
        ))}
      </ul>
      <FilterForm filter={rest} label={t('period')}>
        <div className="mt-2 space-y-1.5 text-sm">
          {(
            [
              ['after', t('from'), publishedAfter],
              ['before', t('to'), publishedBefore],
            ] as const
          ).map(([name, label, date]) => (
            <label key={name} className="flex items-baseline justify-between gap-3 text-quiet">
              {label}
              <input
                type="date"
                name={name}
                defaultValue={date?.toISOString().slice(0, 10)}
                key={date?.toISOString()}
                className={field}
              />
            </label>
          ))}
        </div>
        <button
          type="submit"
          className="mt-2 rounded border border-edge px-3 py-1 text-sm hover:bg-raised hover:text-accent"
        >
          {t('apply')}
        </button>
      </FilterForm>
    </section>
  )
}
