import { AccountItem } from '../../../../components/settings/AccountItem.tsx'
import { InviteForm } from '../../../../components/settings/InviteForm.tsx'
import { OlderLink } from '../../../../components/settings/OlderLink.tsx'
import { SettingsPage } from '../../../../components/settings/SettingsPage.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { graphql } from '../../../../generated/index.ts'
import { ask } from '../../../../lib/graphql.ts'
import { requireAdmin } from '../../../../lib/require-admin.ts'
import { settingsTitle } from '../../../../lib/settings-title.ts'
import { unlessUnavailable } from '../../../../lib/unless-unavailable.ts'
import { words } from '../../../../lib/words.ts'

const accounts = graphql(`
  query Accounts($after: String) {
    accounts(first: 50, after: $after) {
      edges {
        node {
          id
          ...AccountItem_account
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const generateMetadata = () => settingsTitle('people')

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who has an account, and who gets one. */
export default async function PeoplePage({ searchParams }: Props) {
  const { email } = await requireAdmin()
  const after = [(await searchParams).after ?? []].flat()[0] ?? null
  const [t, data] = await Promise.all([
    words('settings'),
    unlessUnavailable(ask(accounts, { after })),
  ])
  if (!data) return <Unavailable retry="/settings/people" />
  const { edges, pageInfo } = data.accounts
  return (
    <SettingsPage section="people" intro={t('people.intro')} searchParams={searchParams}>
      <InviteForm />
      <section aria-labelledby="all-accounts">
        <h2 id="all-accounts" className="mb-3 text-xl font-semibold">
          {t('people.all')}
        </h2>
        <ul>
          {edges.map(({ node }) => (
            <AccountItem key={node.id} account={node} own={email} />
          ))}
        </ul>
        <OlderLink page="/settings/people" after={after} pageInfo={pageInfo} />
      </section>
    </SettingsPage>
  )
}
