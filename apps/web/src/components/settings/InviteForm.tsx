import { invite } from '../../app/(reader)/settings/people/actions.ts'
import { roles } from '../../lib/account-roles.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FormField } from '../form/FormField.tsx'
import { FormReport } from '../form/FormReport.tsx'
import { SelectField } from '../form/SelectField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

/** Lets somebody make an account, and shows the link to it once. */
export async function InviteForm() {
  const [t, ofForms] = await Promise.all([words('settings'), words('form')])
  return (
    <section aria-labelledby="invite">
      <h2 id="invite" className="mb-4 text-xl font-semibold">
        {t('people.invite')}
      </h2>
      <ActionForm action={invite}>
        <FormReport title={t('people.invited')} />
        <FormField
          name="email"
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          optional={ofForms('optional')}
          label={t('people.email')}
        />
        <SelectField
          name="role"
          label={t('people.role')}
          options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          initial="READER"
        />
        <SubmitButton pending={t('people.inviting')}>{t('people.invite')}</SubmitButton>
      </ActionForm>
    </section>
  )
}
