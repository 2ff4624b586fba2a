import { coverageHref, intervalsOf, spans } from '../../lib/coverage-span.ts'
import type { CoverageSpan } from '../../lib/coverage-span.ts'
import { words } from '../../lib/words.ts'
import { ChoiceLinks } from './ChoiceLinks.tsx'

interface Props {
  /** The page's address without its query. */
  path: string
  shown: CoverageSpan
}

/** How far back a plot reaches and how finely, as links to the page that shows it so. */
export async function SpanChoice({ path, shown }: Props) {
  const t = await words('coverage')
  const intervals = intervalsOf(shown.span)
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-1 text-sm">
      <ChoiceLinks
        label={t('span')}
        choices={spans.map((span) => ({
          name: t('spans', { span }),
          href: coverageHref(path, { span, interval: intervalsOf(span)[0]! }),
          chosen: span === shown.span,
        }))}
      />
      {intervals.length > 1 && (
        <ChoiceLinks
          label={t('interval')}
          choices={intervals.map((interval) => ({
            name: t('intervals', { interval }),
            href: coverageHref(path, { span: shown.span, interval }),
            chosen: interval === shown.interval,
          }))}
        />
      )}
    </div>
  )
}
