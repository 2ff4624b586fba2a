import { subscribe } from '../../app/(reader)/sources/actions.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { CheckField } from '../form/CheckField.tsx'
import { FieldGroup } from '../form/FieldGroup.tsx'
import { FolderField } from '../form/FolderField.tsx'
import { FormField } from '../form/FormField.tsx'
import { HiddenField } from '../form/HiddenField.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

interface Props {
  /** Those that are not read yet; there is at least one. */
  feeds: readonly { url: string; title?: string | null }[]
  folders: readonly string[]
}

/** Subscribes to one of the feeds that were found. */
export async function SubscribeForm({ feeds, folders }: Props) {
  const [t, ofForms] = await Promise.all([words('sources'), words('form')])
  const [first] = feeds
  const title = feeds.length === 1 ? first?.title : null
  return (
    <ActionForm action={subscribe}>
      {feeds.length > 1 ? (
        <FieldGroup name="url" legend={t('adding.feeds')}>
          {feeds.map(({ url, title }) => (
            <CheckField
              key={url}
              type="radio"
              name="url"
              value={url}
              checked={url === first?.url}
              label={title ?? url}
              hint={title ? url : undefined}
            />
          ))}
        </FieldGroup>
      ) : (
        <HiddenField name="url" value={first?.url ?? ''} />
      )}
      <FormField
        name="name"
        optional={ofForms('optional')}
        autoComplete="off"
        label={t('form.name')}
        hint={title ? t('adding.nameHint', { title }) : t('adding.nameHintNone')}
      />
      <FolderField folders={folders} />
      <CheckField
        type="checkbox"
        name="fullText"
        value="on"
        label={t('adding.fullText')}
        hint={t('adding.fullTextHint')}
      />
      <KeyField />
      <SubmitButton pending={t('adding.subscribing')}>{t('adding.subscribe')}</SubmitButton>
    </ActionForm>
  )
}
