import { KeyForm } from '../../../../components/settings/KeyForm.tsx'
import { KeyItem } from '../../../../components/settings/KeyItem.tsx'
import { OlderLink } from '../../../../components/settings/OlderLink.tsx'
import { SettingsPage } from '../../../../components/settings/SettingsPage.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { graphql } from '../../../../generated/index.ts'
import { ask } from '../../../../lib/graphql.ts'
import { requireAdmin } from '../../../../lib/require-admin.ts'
import { settingsTitle } from '../../../../lib/settings-title.ts'
import { unlessUnavailable } from '../../../../lib/unless-unavailable.ts'
import { words } from '../../../../lib/words.ts'

const keys = graphql(`
  query ApiKeys($after: String) {
    apiKeys(first: 50, after: $after) {
      edges {
        node {
          id
          ...KeyItem_apiKey
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const generateMetadata = () => settingsTitle('keys')

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What lets programs do more than read. */
export default async function KeysPage({ searchParams }: Props) {
  await requireAdmin()
  const after = [(await searchParams).after ?? []].flat()[0] ?? null
  const [t, data] = await Promise.all([words('settings'), unlessUnavailable(ask(keys, { after }))])
  if (!data) return <Unavailable retry="/settings/keys" />
  const { edges, pageInfo } = data.apiKeys
  return (
    <SettingsPage section="keys" intro={t('keys.intro')} searchParams={searchParams}>
      <KeyForm />
      <section aria-labelledby="all-keys">
        <h2 id="all-keys" className="mb-3 text-xl font-semibold">
          {t('keys.all')}
        </h2>
        {edges.length === 0 && <p className="text-quiet">{t('keys.none')}</p>}
        <ul>
          {edges.map(({ node }) => (
            <KeyItem key={node.id} apiKey={node} />
          ))}
        </ul>
        <OlderLink page="/settings/keys" after={after} pageInfo={pageInfo} />
      </section>
    </SettingsPage>
  )
}
