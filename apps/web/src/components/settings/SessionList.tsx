import { leaveElsewhere } from '../../app/(reader)/settings/account-actions.ts'
import { graphql } from '../../generated/index.ts'
import { ask } from '../../lib/graphql.ts'
import { unlessUnavailable } from '../../lib/unless-unavailable.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { PublishedTime } from '../PublishedTime.tsx'

const sessions = graphql(`
  query Sessions {
    viewer {
      sessions {
        id
        createdAt
        lastSeenAt
        current
      }
    }
  }
`)

/** Where somebody is signed in, and how they are so nowhere else. */
export async function SessionList() {
  const t = await words('settings')
  const found = (await unlessUnavailable(ask(sessions, {})))?.viewer?.sessions ?? []
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="mb-3 text-xl font-semibold">
        {t('account.sessions')}
      </h2>
      <ul className="mb-5 max-w-measure border-b border-rule">
        {found.map(({ id, createdAt, lastSeenAt, current }) => (
          <li key={id} className="border-t border-rule py-2.5">
            <p className={current ? 'font-medium' : ''}>
              {t(current ? 'account.thisBrowser' : 'account.anotherBrowser')}
            </p>
            <p className="text-sm text-quiet">
              {t.rich('account.since', {
                when: () => <PublishedTime key="when" date={createdAt} />,
                used: () => <PublishedTime key="used" date={lastSeenAt} />,
              })}
            </p>
          </li>
        ))}
      </ul>
      {found.length > 1 && (
        <ActionForm action={leaveElsewhere}>
          <SubmitButton quiet pending={t('account.endingElsewhere')}>
            {t('account.elsewhere')}
          </SubmitButton>
        </ActionForm>
      )}
    </section>
  )
}
