import type { Metadata } from 'next'

import { NavLink } from '../../../../components/NavLink.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { WebhookItem } from '../../../../components/webhooks/WebhookItem.tsx'
import { WebhooksFrame } from '../../../../components/webhooks/WebhooksFrame.tsx'
import { graphql } from '../../../../generated/index.ts'
import { ask } from '../../../../lib/graphql.ts'
import { unlessUnavailable } from '../../../../lib/unless-unavailable.ts'
import { requireReader } from '../../../../lib/viewer.ts'
import { newWebhookHref, webhooksHref } from '../../../../lib/webhook-address.ts'
import { words } from '../../../../lib/words.ts'

const webhooks = graphql(`
  query Webhooks {
    webhooks(first: 20) {
      nodes {
        id
        ...WebhookItem_webhook
      }
    }
  }
`)

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('webhooks'))('title') }
}

/** The reader's webhooks; there are 20 at most. */
export default async function WebhooksPage({ searchParams }: Props) {
  await requireReader()
  const [t, answer, { done }] = await Promise.all([
    words('webhooks'),
    unlessUnavailable(ask(webhooks, {})),
    searchParams,
  ])
  if (!answer) return <Unavailable retry={webhooksHref} />
  const { nodes } = answer.webhooks
  return (
    <WebhooksFrame
      title={t('title')}
      back={{ href: '/settings', label: t('settings') }}
      notice={done === 'removed' ? t('done.removed') : null}
    >
      <p className="max-w-measure leading-relaxed">{t('intro')}</p>
      <p className="mt-6 mb-8">
        <NavLink
          href={newWebhookHref()}
          className="inline-block rounded border border-accent bg-accent px-4 py-2 leading-snug font-medium text-paper hover:underline"
        >
          {t('add')}
        </NavLink>
      </p>
      {nodes.length === 0 ? (
        <p className="text-quiet">{t('none')}</p>
      ) : (
        <ul className="border-b border-rule">
          {nodes.map((node) => (
            <WebhookItem key={node.id} webhook={node} />
          ))}
        </ul>
      )}
    </WebhooksFrame>
  )
}
