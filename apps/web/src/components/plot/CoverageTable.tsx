import type { CoverageSpan } from '../../lib/coverage-span.ts'
import { words } from '../../lib/words.ts'
import type { Period } from './CoveragePlot.tsx'

interface Props {
  periods: readonly Period[]
  shown: CoverageSpan
}

/** What a plot of coverage shows, in numbers; each that is not nothing leads to its articles. */
export async function CoverageTable({ periods, shown }: Props) {
  const t = await words('coverage')
  return (
    <details className="mt-2 text-sm">
      <summary className="inline-block cursor-pointer py-1 text-quiet hover:text-accent">
        {t('table')}
      </summary>
      <div
        className="mt-2 max-h-96 overflow-y-auto border-y border-rule"
        tabIndex={0}
        role="region"
        aria-label={t('table')}
      >
        <table className="w-full text-left leading-relaxed">
          <caption className="py-2 text-left text-quiet">{t('caption', { ...shown })}</caption>
          <thead>
            <tr className="border-b border-rule">
              <th scope="col" className="py-1.5 font-semibold">
                {t('time', { interval: shown.interval })}
              </th>
              <th scope="col" className="py-1.5 text-right font-semibold">
                {t('articles')}
              </th>
            </tr>
          </thead>
          <tbody>
            {periods.toReversed().map(({ start, name, count, href }) => (
              <tr key={start} className="border-b border-rule last:border-0">
                <th scope="row" className="py-1 font-normal">
                  <time dateTime={start}>{name}</time>
                </th>
                <td className="py-1 text-right tabular-nums">
                  {count > 0 ? (
                    <a
                      href={href}
                      className="inline-block min-w-6 text-accent underline underline-offset-4"
                    >
                      {count}
                    </a>
                  ) : (
                    count
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
