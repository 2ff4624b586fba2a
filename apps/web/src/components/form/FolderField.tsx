import { messages } from '../../messages/messages.ts'
import { FormField } from './FormField.tsx'

interface Props {
  /** Those that there are. */
  folders: readonly string[]
  value: string | undefined
  error: string | undefined
}

/** A folder that there is, or a new one. */
export function FolderField({ folders, value, error }: Props) {
  const { folder, folderHint } = messages.sources.form
  return (
    <>
      <FormField
        name="folder"
        optional
        autoComplete="off"
        list="folders"
        label={folder}
        hint={folderHint}
        value={value}
        error={error}
      />
      <datalist id="folders">
        {folders.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
