import { SavedFeedItem } from '../../../../components/settings/SavedFeedItem.tsx'
import { SettingsPage } from '../../../../components/settings/SettingsPage.tsx'
import { StateMessage, stateAction } from '../../../../components/StateMessage.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { graphql } from '../../../../generated/index.ts'
import { ask } from '../../../../lib/graphql.ts'
import { settingsTitle } from '../../../../lib/settings-title.ts'
import { unlessUnavailable } from '../../../../lib/unless-unavailable.ts'
import { requireReader } from '../../../../lib/viewer.ts'
import { words } from '../../../../lib/words.ts'

const savedFeeds = graphql(`
  query SavedFeeds {
    viewer {
      reader {
        savedFeeds {
          id
          ...SavedFeedItem_savedFeed
        }
      }
    }
  }
`)

export const generateMetadata = () => settingsTitle('feeds')

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The filters that somebody gave a name. */
export default async function SavedFeedsPage({ searchParams }: Props) {
  await requireReader()
  const [t, data] = await Promise.all([words('settings'), unlessUnavailable(ask(savedFeeds, {}))])
  if (!data) return <Unavailable retry="/settings/feeds" />
  const feeds = data.viewer?.reader?.savedFeeds ?? []
  return (
    <SettingsPage section="feeds" intro={t('feeds.intro')} searchParams={searchParams}>
      {feeds.length === 0 ? (
        <StateMessage title={t('feeds.none')}>
          <p>{t('feeds.noneAdvice')}</p>
          <a href="/" className={stateAction}>
            {t('feeds.toFeed')}
          </a>
        </StateMessage>
      ) : (
        <ul className="border-b border-rule">
          {feeds.map((feed) => (
            <SavedFeedItem key={feed.id} feed={feed} />
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}
