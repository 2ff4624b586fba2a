import type { Metadata } from 'next'

import { StateMessage, stateAction } from '../../components/StateMessage.tsx'
import { feedHref } from '../../lib/feed-address.ts'
import { words } from '../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('problem'))('notFound') }
}

export default async function NotFoundPage() {
  const t = await words('problem')
  return (
    <StateMessage title={t('notFound')} level={1}>
      <p>{t('notFoundAdvice')}</p>
      <a href={feedHref({})} className={stateAction}>
        {t('front')}
      </a>
    </StateMessage>
  )
}
