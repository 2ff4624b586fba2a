import { endKey } from '../../app/(reader)/settings/keys/actions.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { PublishedTime } from '../PublishedTime.tsx'

const fragment = graphql(`
  fragment KeyItem_apiKey on ApiKey {
    id
    name
    prefix
    scopes
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
`)

/** What is known of a key, and its end. */
export async function KeyItem({ apiKey }: { apiKey: FragmentType<typeof fragment> }) {
  const t = await words('settings')
  const key = readFragment(fragment, apiKey)
  const { id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = key
  const expired = expiresAt ? new Date(expiresAt) <= new Date() : false
  const at = (date: string) => ({ when: () => <PublishedTime key="when" date={date} /> })
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-rule py-3 last:border-b">
      <div className="min-w-0">
        <p className={`break-words ${revokedAt || expired ? 'text-quiet line-through' : ''}`}>
          <span className="font-medium">{name}</span>{' '}
          <code className="text-sm text-quiet">{`${prefix}…`}</code>
        </p>
        <p className="text-sm text-quiet">
          {scopes.map((scope) => t(`keys.scopesAre.${scope}`)).join(', ')}
        </p>
        <p className="text-sm text-quiet">
          {t.rich('keys.created', at(createdAt))},{' '}
          {lastUsedAt ? t.rich('keys.lastUsed', at(lastUsedAt)) : t('keys.neverUsed')}
          {revokedAt && <>, {t.rich('keys.revokedAt', at(revokedAt))}</>}
          {!revokedAt && expiresAt && (
            <>, {t.rich(expired ? 'keys.ended' : 'keys.endsAt', at(expiresAt))}</>
          )}
        </p>
      </div>
      {!revokedAt && !expired && (
        <ActionForm action={endKey} className="text-sm">
          <input type="hidden" name="id" value={id} />
          <SubmitButton plain label={t('keys.revokeOf', { name })} pending={t('moment')}>
            {t('keys.revoke')}
          </SubmitButton>
        </ActionForm>
      )}
    </li>
  )
}
