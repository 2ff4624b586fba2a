import { SettingsPage } from '../../../../components/settings/SettingsPage.tsx'
import { SubjectList } from '../../../../components/settings/SubjectList.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { graphql } from '../../../../generated/index.ts'
import { ask } from '../../../../lib/graphql.ts'
import { settingsTitle } from '../../../../lib/settings-title.ts'
import { unlessUnavailable } from '../../../../lib/unless-unavailable.ts'
import { requireReader } from '../../../../lib/viewer.ts'
import { readerLanguage } from '../../../../lib/words.ts'

const interests = graphql(`
  query Interests($language: String!) {
    viewer {
      reader {
        follows {
          ...SubjectList_subject
        }
        mutes {
          ...SubjectList_subject
        }
      }
    }
  }
`)

export const generateMetadata = () => settingsTitle('following')

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The actors and topics that somebody follows and mutes. */
export default async function FollowingPage({ searchParams }: Props) {
  await requireReader()
  const language = await readerLanguage()
  const data = await unlessUnavailable(ask(interests, { language }))
  if (!data) return <Unavailable retry="/settings/following" />
  const { follows, mutes } = data.viewer?.reader ?? { follows: [], mutes: [] }
  return (
    <SettingsPage section="following" searchParams={searchParams}>
      <SubjectList what="follow" subjects={follows} />
      <SubjectList what="mute" subjects={mutes} />
    </SettingsPage>
  )
}
