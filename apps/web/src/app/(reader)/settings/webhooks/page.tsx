import { SettingsPage } from '../../../../components/settings/SettingsPage.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { WebhookItem } from '../../../../components/webhooks/WebhookItem.tsx'
import { graphql } from '../../../../generated/index.ts'
import { ask } from '../../../../lib/graphql.ts'
import { settingsTitle } from '../../../../lib/settings-title.ts'
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

export const generateMetadata = () => settingsTitle('webhooks')

/** The reader's webhooks; there are 20 at most. */
export default async function WebhooksPage({ searchParams }: Props) {
  await requireReader()
  const [t, answer] = await Promise.all([words('webhooks'), unlessUnavailable(ask(webhooks, {}))])
  if (!answer) return <Unavailable retry={webhooksHref} />
  const { nodes } = answer.webhooks
  return (
    <SettingsPage section="webhooks" intro={t('intro')} searchParams={searchParams}>
      <p>
        <a
          href={newWebhookHref()}
          className="inline-block rounded border border-accent bg-accent px-4 py-2 leading-snug font-medium text-paper hover:underline"
        >
          {t('add')}
        </a>
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
    </SettingsPage>
  )
}
