import type { ComponentProps } from 'react'

import { words } from '../../lib/words.ts'
import { CoveragePlot } from './CoveragePlot.tsx'
import { SpanChoice } from './SpanChoice.tsx'

interface Props extends ComponentProps<typeof CoveragePlot> {
  /** The page's address without its query. */
  path: string
}

/** The section of a page that says how much was reported, and when. */
export async function Coverage({ path, ...plot }: Props) {
  const t = await words('coverage')
  return (
    <section id="coverage" aria-labelledby="coverage-title" className="mt-10">
      <h2 id="coverage-title" className="mb-2 font-serif text-2xl font-semibold">
        {t('title')}
      </h2>
      <SpanChoice path={path} shown={plot.shown} />
      <CoveragePlot {...plot} />
    </section>
  )
}
