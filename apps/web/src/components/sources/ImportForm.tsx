import { importOpml } from '../../app/(reader)/sources/opml-actions.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FormField } from '../form/FormField.tsx'
import { FormReport } from '../form/FormReport.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

/** Takes a subscription list, and tells what came of it. */
export async function ImportForm() {
  const t = await words('sources')
  return (
    <ActionForm action={importOpml}>
      <FormReport title={t('importing.result')}>
        <a
          href="/sources"
          className="mt-3 inline-block py-1 font-medium text-accent underline underline-offset-4"
        >
          {t('importing.toSources')}
        </a>
      </FormReport>
      <FormField
        name="file"
        type="file"
        accept=".opml,.xml,text/x-opml,text/xml,application/xml"
        label={t('importing.file')}
        hint={t('importing.fileHint')}
      />
      <KeyField />
      <SubmitButton pending={t('importing.submitting')}>{t('importing.submit')}</SubmitButton>
    </ActionForm>
  )
}
