import { editSource } from '../../app/(reader)/sources/actions.ts'
import type { FormState } from '../../lib/form-state.ts'
import { sourceHref } from '../../lib/source-address.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FolderField } from '../form/FolderField.tsx'
import { FormField } from '../form/FormField.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

interface Props {
  source: { id: string; slug: string }
  initial: FormState
  folders: readonly string[]
}

/** Name and folder of a source. */
export async function EditForm({ source, initial, folders }: Props) {
  const t = await words('sources')
  return (
    <ActionForm action={editSource} initial={initial}>
      <input type="hidden" name="id" value={source.id} />
      <FormField name="name" autoComplete="off" label={t('form.name')} />
      <FolderField folders={folders} />
      <KeyField />
      <p className="flex flex-wrap items-center gap-6">
        <SubmitButton pending={t('editing.saving')}>{t('editing.save')}</SubmitButton>
        <a href={sourceHref(source)} className="text-accent underline underline-offset-4">
          {t('editing.keep')}
        </a>
      </p>
    </ActionForm>
  )
}
