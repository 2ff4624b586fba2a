import { FilterUrlError } from '@courant/filter'

import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { filterSentence } from '../../lib/filter-sentence.ts'
import { words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment ToldOf_webhook on Webhook {
    query
    savedFeed {
      name
      query
    }
  }
`)

/** What a webhook is told of, in words that lead to it. */
export async function ToldOf({ webhook }: { webhook: FragmentType<typeof fragment> }) {
  const { query, savedFeed } = readFragment(fragment, webhook)
  const t = await words('webhooks')
  const asked = query ?? savedFeed?.query
  if (asked == null) return t('savedFeedGone')
  return (
    <a href={asked ? `/?${asked}` : '/'} className="hover:text-accent hover:underline">
      {savedFeed ? t('savedFeed', { name: savedFeed.name }) : await sentenceOf(asked)}
    </a>
  )
}

async function sentenceOf(query: string): Promise<string> {
  try {
    return await filterSentence(query)
  } catch (error) {
    if (error instanceof FilterUrlError) return query
    throw error
  }
}
