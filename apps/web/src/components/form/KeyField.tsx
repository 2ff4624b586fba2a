import { sourceRight } from '../../lib/source-right.ts'
import { words } from '../../lib/words.ts'
import { FormField } from './FormField.tsx'
import { WhereRefused } from './WhereRefused.tsx'

/** Asks for the API key that a change needs, where there is no other right, or where that was refused. */
export async function KeyField() {
  const [t, known] = await Promise.all([words('sources'), sourceRight()])
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
  return known ? <WhereRefused name="key">{field}</WhereRefused> : field
}
