import { words } from '../../lib/words.ts'
import { FormField } from './FormField.tsx'

/** A folder that there is, or a new one. */
export async function FolderField({ folders }: { folders: readonly string[] }) {
  const [t, ofForms] = await Promise.all([words('sources'), words('form')])
  return (
    <>
      <FormField
        name="folder"
        optional={ofForms('optional')}
        autoComplete="off"
        list="folders"
        label={t('form.folder')}
        hint={t('form.folderHint')}
      />
      <datalist id="folders">
        {folders.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
