import type { Metadata } from 'next'

import { StateMessage, stateAction } from '../../../components/StateMessage.tsx'
import { ownPath } from '../../../lib/own-path.ts'
import { words } from '../../../lib/words.ts'

interface Props {
  searchParams: Promise<{ page?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('problem'))('unexpected'), robots: { index: false } }
}

/** Stands in for a page that a fault of our own kept from being made. */
export default async function FaultPage({ searchParams }: Props) {
  const { page } = await searchParams
  const t = await words('problem')
  return (
    <StateMessage title={t('unexpected')} level={1}>
      <p>{t('unexpectedAdvice')}</p>
      <a href={ownPath([page].flat()[0])} className={stateAction}>
        {t('retry')}
      </a>
    </StateMessage>
  )
}
