import { words } from '../../lib/words.ts'
import { FormField } from './FormField.tsx'
import { WhereRefused } from './WhereRefused.tsx'

/**
 * Asks for the API key that a change needs.
 * @param kept whether the browser keeps one; then there is nothing to ask for, unless it is refused
 */
export async function KeyField({ kept }: { kept: boolean }) {
  const t = await words('sources')
  const field = (
    <FormField
      name="key"
      type="password"
      autoComplete="current-password"
      label={t('key.label')}
      hint={
        <>
          {t('key.hint')}
          <code className="my-1 block w-fit rounded bg-raised px-2 py-1 text-ink">
            {t('key.command')}
          </code>
          {t('key.keeps')}
        </>
      }
    />
  )
  return kept ? <WhereRefused name="key">{field}</WhereRefused> : field
}
