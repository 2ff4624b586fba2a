import { words } from '../lib/words.ts'
import { setResponseStatus } from '../server/response-status.ts'
import { StateMessage, stateAction } from './StateMessage.tsx'

/** The API does not answer: says so, with the status that makes crawlers and probes come back. */
export async function Unavailable({ retry }: { retry: string }) {
  setResponseStatus(503)
  const t = await words('problem')
  return (
    <StateMessage title={t('unavailable')} level={1}>
      <p>{t('unavailableAdvice')}</p>
      {/* A new document: the page itself is to be asked for again. */}
      <a href={retry} className={stateAction}>
        {t('retry')}
      </a>
    </StateMessage>
  )
}
