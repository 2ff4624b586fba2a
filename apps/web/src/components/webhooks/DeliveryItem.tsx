import { replay } from '../../app/(reader)/settings/webhooks/actions.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import type { DeliveryItem_DeliveryFragment, WebhookState } from '../../generated/graphql.ts'
import type { FragmentType } from '../../generated/index.ts'
import { relativeTime } from '../../lib/time.ts'
import { readerLocale, words } from '../../lib/words.ts'
import { PublishedTime } from '../PublishedTime.tsx'
import { StateMark } from '../sources/StateMark.tsx'
import { ActionForm } from '../form/ActionForm.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

const fragment = graphql(`
  fragment DeliveryItem_delivery on WebhookDelivery {
    id
    event
    state
    attempts
    nextAttemptAt
    status
    error
    excerpt
    duration
    createdAt
    article {
      id
      headline
    }
  }
`)

interface Props {
  delivery: FragmentType<typeof fragment>
  webhook: { id: string; state: WebhookState }
}

const marks = { PENDING: 'WAITING', DELIVERED: 'OK', FAILED: 'FAILING', DROPPED: 'none' } as const

/** A delivery in the log: what it tells, how it stands, and what the address said. */
export async function DeliveryItem({ delivery: masked, webhook }: Props) {
  const delivery = readFragment(fragment, masked)
  const t = await words('webhooks')
  const { id, event, state, article, error, excerpt, createdAt, attempts } = delivery
  const mark = marks[state]
  const what = t(`log.what.${event}`)
  const name = article?.headline ?? (event === 'PING' ? null : t('log.gone'))
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-t border-rule py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="leading-snug">
          <span className="text-quiet">{name === null ? what : `${what}: `}</span>
          {article ? (
            <a
              href={`/articles/${article.id}`}
              className="font-serif font-medium break-words hover:text-accent hover:underline"
            >
              {article.headline}
            </a>
          ) : (
            name
          )}
        </p>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-4 text-sm text-quiet">
          <span
            className={`inline-flex items-baseline gap-2 ${state === 'FAILED' ? 'font-medium text-ink' : ''}`}
          >
            <StateMark state={mark === 'none' ? null : mark} alert={state === 'FAILED'} />
            {await stateOf(delivery)}
          </span>
          <PublishedTime date={createdAt} />
          {attempts > 0 && <span>{t('log.attempts', { count: attempts })}</span>}
          {attempts > 0 && state !== 'DROPPED' && <span>{await answerOf(delivery)}</span>}
        </p>
        {error && tellsMore(delivery) && (
          <p lang="en" className="mt-1 text-sm leading-relaxed wrap-anywhere">
            {error}
          </p>
        )}
        {excerpt && (
          <p className="mt-1 text-sm leading-relaxed wrap-anywhere text-quiet">
            {`${t('log.said')}: `}
            <q>{excerpt}</q>
          </p>
        )}
      </div>
      {webhook.state === 'ACTIVE' && state !== 'DROPPED' && (
        <ActionForm action={replay} className="">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="webhook" value={webhook.id} />
          <SubmitButton
            quiet
            label={`${t('log.replay')}: ${name ?? what}`}
            pending={t('log.replaying')}
          >
            {t('log.replay')}
          </SubmitButton>
        </ActionForm>
      )}
    </li>
  )
}

/** Of an answer that is no redirect, its number says it all. */
function tellsMore({ status, state }: DeliveryItem_DeliveryFragment): boolean {
  return state !== 'DROPPED' && (status == null || (status >= 300 && status < 400))
}

async function stateOf({ state, error, nextAttemptAt }: DeliveryItem_DeliveryFragment) {
  const t = await words('webhooks')
  if (state !== 'PENDING') return t(`log.${state}`)
  if (!error || !nextAttemptAt) return t('log.wait')
  return t('log.waitAgain', { when: relativeTime(await readerLocale(), new Date(nextAttemptAt)) })
}

async function answerOf({ status, duration, state }: DeliveryItem_DeliveryFragment) {
  const t = await words('webhooks')
  if (status == null) return state === 'PENDING' && duration == null ? null : t('log.unanswered')
  return t('log.answered', { status: String(status), duration: String(duration ?? 0) })
}
