import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { webhookHref } from '../../lib/webhook-address.ts'
import { shownState } from '../../lib/webhook-state.ts'
import { words } from '../../lib/words.ts'
import { PublishedTime } from '../PublishedTime.tsx'
import { ToldOf } from './ToldOf.tsx'
import { WebhookMark } from './WebhookMark.tsx'

const fragment = graphql(`
  fragment WebhookItem_webhook on Webhook {
    id
    name
    url
    state
    failingSince
    lastDeliveredAt
    ...ToldOf_webhook
  }
`)

/** A webhook in the list: what it is told, where, and how it does. */
export async function WebhookItem({ webhook: masked }: { webhook: FragmentType<typeof fragment> }) {
  const webhook = readFragment(fragment, masked)
  const t = await words('webhooks')
  return (
    <li className="border-t border-rule py-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6">
        <a
          href={webhookHref(webhook.id)}
          className="font-serif text-lg leading-snug font-medium break-words hover:text-accent hover:underline"
        >
          {webhook.name}
        </a>
        <span className="text-sm">
          <WebhookMark state={shownState(webhook)} />
        </span>
      </p>
      <p className="mt-0.5 leading-relaxed">
        <ToldOf webhook={webhook} />
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-4 text-sm text-quiet">
        <span className="wrap-anywhere">{new URL(webhook.url).host}</span>
        <span>
          {`${t('lastDelivered')}: `}
          {webhook.lastDeliveredAt ? <PublishedTime date={webhook.lastDeliveredAt} /> : t('never')}
        </span>
      </p>
    </li>
  )
}
