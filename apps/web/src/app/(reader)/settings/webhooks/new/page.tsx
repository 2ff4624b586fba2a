import { FilterUrlError, filterFromSearchParams, filterToSearchParams } from '@courant/filter'
import type { Metadata } from 'next'

import { UnreadableAddress } from '../../../../../components/FeedProblem.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { NewWebhookForm } from '../../../../../components/webhooks/NewWebhookForm.tsx'
import { WebhooksFrame } from '../../../../../components/webhooks/WebhooksFrame.tsx'
import { graphql } from '../../../../../generated/index.ts'
import { queryOf } from '../../../../../lib/feed-address.ts'
import { filterSentence } from '../../../../../lib/filter-sentence.ts'
import { ask } from '../../../../../lib/graphql.ts'
import { unlessUnavailable } from '../../../../../lib/unless-unavailable.ts'
import { requireReader } from '../../../../../lib/viewer.ts'
import { newWebhookHref, webhooksHref } from '../../../../../lib/webhook-address.ts'
import { words } from '../../../../../lib/words.ts'

const savedFeedNames = graphql(`
  query SavedFeedNames {
    viewer {
      reader {
        savedFeeds {
          id
          name
        }
      }
    }
  }
`)

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('webhooks'))('creating.title') }
}

/** Makes a webhook of the filter that the address holds, as that of the feed does, or of a saved feed. */
export default async function NewWebhookPage({ searchParams }: Props) {
  await requireReader()
  const address = queryOf(await searchParams)
  let query
  try {
    query = filterToSearchParams(filterFromSearchParams(new URLSearchParams(address))).toString()
  } catch (error) {
    if (error instanceof FilterUrlError) return <UnreadableAddress reason={error.message} />
    throw error
  }
  const asked = Promise.all([filterSentence(query), ask(savedFeedNames, {})])
  const [t, answer] = await Promise.all([words('webhooks'), unlessUnavailable(asked)])
  if (!answer) return <Unavailable retry={newWebhookHref(query)} />
  const [sentence, { viewer }] = answer
  return (
    <WebhooksFrame title={t('creating.title')} back={{ href: webhooksHref, label: t('back') }}>
      <NewWebhookForm filter={{ query, sentence }} savedFeeds={viewer?.reader?.savedFeeds ?? []} />
    </WebhooksFrame>
  )
}
