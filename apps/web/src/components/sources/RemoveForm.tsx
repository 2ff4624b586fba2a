import { confirmRemoval } from '../../app/(reader)/sources/actions.ts'
import { sourceHref } from '../../lib/source-address.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

interface Props {
  source: { id: string; slug: string; name: string }
}

/** Asks once more before a source goes. */
export async function RemoveForm({ source }: Props) {
  const t = await words('sources')
  return (
    <ActionForm action={confirmRemoval}>
      <input type="hidden" name="id" value={source.id} />
      <KeyField />
      <p className="flex flex-wrap items-center gap-6">
        <SubmitButton pending={t('removing.removing')}>
          {t('removing.remove', { name: source.name })}
        </SubmitButton>
        <a href={sourceHref(source)} className="text-accent underline underline-offset-4">
          {t('removing.keep')}
        </a>
      </p>
    </ActionForm>
  )
}
