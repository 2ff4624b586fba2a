import { graphql, readFragment } from '../../generated/index.ts'
import type { WebhookDeliveryState, WebhookState } from '../../generated/graphql.ts'
import type { FragmentType } from '../../generated/index.ts'
import { deliveryStates, webhookHref } from '../../lib/webhook-address.ts'
import { words } from '../../lib/words.ts'
import { DeliveryItem } from './DeliveryItem.tsx'

const fragment = graphql(`
  fragment DeliveryLog_deliveries on WebhookDeliveryConnection {
    nodes {
      id
      state
      attempts
      ...DeliveryItem_delivery
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

interface Props {
  webhook: { id: string; state: WebhookState }
  deliveries: FragmentType<typeof fragment>
  place: { state: WebhookDeliveryState | null; after: string | null }
}

const link = 'inline-block py-1 hover:text-accent hover:underline'

/** What a webhook was sent, and how each of it went. */
export async function DeliveryLog({ webhook, deliveries, place }: Props) {
  const t = await words('webhooks')
  const { nodes, pageInfo } = readFragment(fragment, deliveries)
  const { state, after } = place
  return (
    <section aria-labelledby="log" className="mt-12">
      <h2 id="log" className="text-xl font-semibold">
        {t('log.title')}
      </h2>
      <p className="text-sm text-quiet">{t('log.kept')}</p>
      <nav aria-label={t('log.show')} className="mt-3 mb-2 flex flex-wrap gap-x-5 text-sm">
        {[null, ...deliveryStates].map((each) => (
          <a
            key={each}
            href={webhookHref(webhook.id, { state: each })}
            aria-current={each === state ? 'true' : undefined}
            className={`${link} ${each === state ? 'font-semibold underline underline-offset-4' : 'text-quiet'}`}
          >
            {each === null ? t('log.all') : t(`log.states.${each}`)}
          </a>
        ))}
      </nav>
      {nodes.length === 0 ? (
        <p className="border-t border-rule py-4 text-quiet">
          {state || after ? t('log.emptyOf') : t('log.empty')}
        </p>
      ) : (
        <ol>
          {nodes.map((node) => (
            // What a form said is gone with what it was said of.
            <DeliveryItem
              key={`${node.id} ${node.state} ${node.attempts}`}
              delivery={node}
              webhook={webhook}
            />
          ))}
        </ol>
      )}
      {(after || pageInfo.hasNextPage) && (
        <nav
          aria-label={t('log.title')}
          className="flex gap-6 border-t border-rule pt-4 font-medium text-accent"
        >
          {after && (
            <a href={webhookHref(webhook.id, { state })} className={link}>
              {t('log.newest')}
            </a>
          )}
          {pageInfo.hasNextPage && (
            <a
              rel="next"
              href={webhookHref(webhook.id, { state, after: pageInfo.endCursor ?? null })}
              className={`${link} ml-auto`}
            >
              {t('log.older')}
            </a>
          )}
        </nav>
      )}
    </section>
  )
}
