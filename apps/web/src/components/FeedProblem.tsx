import { feedHref } from '../lib/feed-address.ts'
import type { FeedAddress } from '../lib/feed-address.ts'
import type { ApiRefusal } from '../lib/graphql.ts'
import { words } from '../lib/words.ts'
import { setResponseStatus } from '../server/response-status.ts'
import { StateMessage, stateAction } from './StateMessage.tsx'

interface Props {
  refusal: ApiRefusal
  address: FeedAddress
}

/** The API refused what the address asks for. */
export async function FeedProblem({ refusal, address: { filter } }: Props) {
  const t = await words('problem')
  const unknown = refusal.code.startsWith('UNKNOWN_')
  setResponseStatus(unknown ? 404 : 400)
  if (refusal.code === 'BAD_CURSOR') {
    return (
      <StateMessage title={t('cursor')}>
        <p>{t('cursorAdvice')}</p>
        <a href={feedHref({ filter })} className={stateAction}>
          {t('newest')}
        </a>
      </StateMessage>
    )
  }
  return (
    <StateMessage title={unknown ? t('unknown') : t('refused')}>
      <p>{unknown ? t('unknownAdvice') : refusal.message}</p>
      <a href={feedHref({})} className={stateAction}>
        {t('all')}
      </a>
    </StateMessage>
  )
}

/** The address of a feed holds something that no filter can be read from. */
export async function UnreadableAddress({ reason }: { reason: string }) {
  setResponseStatus(400)
  const t = await words('problem')
  return (
    <StateMessage title={t('filter')} level={1}>
      <p>{reason}</p>
      <a href={feedHref({})} className={stateAction}>
        {t('all')}
      </a>
    </StateMessage>
  )
}
