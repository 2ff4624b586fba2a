import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'

import { PublishedTime } from '../../../../../components/PublishedTime.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { DeliveryLog } from '../../../../../components/webhooks/DeliveryLog.tsx'
import { ToldOf } from '../../../../../components/webhooks/ToldOf.tsx'
import { WebhookActions } from '../../../../../components/webhooks/WebhookActions.tsx'
import { WebhookMark } from '../../../../../components/webhooks/WebhookMark.tsx'
import { WebhooksFrame } from '../../../../../components/webhooks/WebhooksFrame.tsx'
import { graphql } from '../../../../../generated/index.ts'
import { queryOf } from '../../../../../lib/feed-address.ts'
import { ask } from '../../../../../lib/graphql.ts'
import { loadWebhookName } from '../../../../../lib/load-webhook.ts'
import { unlessUnavailable } from '../../../../../lib/unless-unavailable.ts'
import { requireReader } from '../../../../../lib/viewer.ts'
import { readPlace, webhookHref, webhooksHref } from '../../../../../lib/webhook-address.ts'
import { shownState } from '../../../../../lib/webhook-state.ts'
import { words } from '../../../../../lib/words.ts'

const webhookPage = graphql(`
  query WebhookPage($id: ID!, $after: String, $state: WebhookDeliveryState) {
    webhook(id: $id) {
      id
      name
      url
      events
      state
      reason
      failingSince
      lastDeliveredAt
      createdAt
      ...ToldOf_webhook
      deliveries(first: 20, after: $after, state: $state) {
        ...DeliveryLog_deliveries
      }
    }
  }
`)

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireReader()
  const webhook = await loadWebhookName((await params).id)
  if (webhook === 'unavailable') return { title: (await words('problem'))('unavailable') }
  return { title: webhook?.name ?? (await words('webhooks'))('title') }
}

/** What a webhook is told, how it does, what can be done with it, and its log. */
export default async function WebhookPage({ params, searchParams }: Props) {
  await requireReader()
  const { id } = await params
  const { done, state, after } = readPlace(queryOf(await searchParams))
  const [t, answer] = await Promise.all([
    words('webhooks'),
    unlessUnavailable(ask(webhookPage, { id, after, state })),
  ])
  if (!answer) return <Unavailable retry={webhookHref(id)} />
  const { webhook } = answer
  if (!webhook) notFound()
  const shown = shownState(webhook)
  const facts: [string, ReactNode][] = [
    [t('toldOf'), <ToldOf key="told" webhook={webhook} />],
    [t('events'), webhook.events.map((event) => t(`event.${event}`)).join(', ')],
    [t('address'), webhook.url],
    [
      t('lastDelivered'),
      webhook.lastDeliveredAt ? (
        <PublishedTime key="last" date={webhook.lastDeliveredAt} />
      ) : (
        t('never')
      ),
    ],
    [t('made'), <PublishedTime key="made" date={webhook.createdAt} />],
  ]
  return (
    <WebhooksFrame
      title={webhook.name}
      back={{ href: webhooksHref, label: t('back') }}
      notice={done && t(`done.${done}`)}
    >
      <div className="max-w-measure">
        <p className="text-lg">
          <WebhookMark state={shown} />
        </p>
        {webhook.reason && (
          <p lang="en" className="mt-2 leading-relaxed">
            {webhook.reason}
          </p>
        )}
        {shown !== 'ACTIVE' && (
          <p className="mt-2 leading-relaxed text-quiet">{t(`stateAdvice.${shown}`)}</p>
        )}
      </div>
      <dl className="mt-6 grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
        {facts.map(([label, fact]) => (
          <div key={label} className="contents">
            <dt className="text-quiet max-sm:mt-1 max-sm:text-sm">{label}</dt>
            <dd className="wrap-anywhere">{fact}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="change" className="mt-10">
        <h2 id="change" className="mb-4 text-xl font-semibold">
          {t('actions')}
        </h2>
        {/* What can be done has changed when something was done. */}
        <WebhookActions key={webhook.state} id={webhook.id} state={webhook.state} />
      </section>
      <DeliveryLog webhook={webhook} deliveries={webhook.deliveries} place={{ state, after }} />
    </WebhooksFrame>
  )
}
