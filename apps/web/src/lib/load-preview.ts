import { graphql } from '../generated/index.ts'
import type { FeedPreviewQuery } from '../generated/graphql.ts'
import { keyErrorsBy } from './change.ts'
import { errorsOf } from './form-state.ts'
import type { FormErrors } from './form-state.ts'
import { ask, patient } from './graphql.ts'
import { words } from './words.ts'

const feedPreview = graphql(`
  query FeedPreview($url: URL!) {
    feedPreview(url: $url) {
      feeds {
        url
        title
        source {
          id
          slug
          name
        }
      }
      articles {
        headline
        lead
        url
        publishedAt
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export type Preview = Pick<FeedPreviewQuery['feedPreview'], 'feeds' | 'articles'>

/** What subscribing to an address would bring, or what stands against it, at the fields of its form. */
export async function loadPreview(
  url: string,
  key: string | undefined,
): Promise<{ preview: Preview } | { errors: FormErrors }> {
  try {
    const { feedPreview: preview } = await ask(feedPreview, { url }, { key, timeout: patient })
    if (preview.userErrors.length > 0) return { errors: errorsOf(preview.userErrors, ['url']) }
    if (preview.feeds.length > 0) return { preview }
    return { errors: { url: (await words('sources'))('adding.noFeed') } }
  } catch (error) {
    return { errors: await keyErrorsBy(error) }
  }
}
