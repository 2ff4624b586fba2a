import { makeKey } from '../../app/(reader)/settings/keys/actions.ts'
import { keyScopes } from '../../lib/key-scopes.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { CheckField } from '../form/CheckField.tsx'
import { FieldGroup } from '../form/FieldGroup.tsx'
import { FormField } from '../form/FormField.tsx'
import { FormReport } from '../form/FormReport.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

/** Asks what a new key is for, and shows it once. */
export async function KeyForm() {
  const [t, ofForms] = await Promise.all([words('settings'), words('form')])
  return (
    <section aria-labelledby="make-key">
      <h2 id="make-key" className="mb-4 text-xl font-semibold">
        {t('keys.make')}
      </h2>
      <ActionForm action={makeKey}>
        <FormReport title={t('keys.made')} />
        <FormField
          name="name"
          autoComplete="off"
          label={t('keys.name')}
          hint={t('keys.nameHint')}
        />
        <FieldGroup name="scopes" legend={t('keys.scopes')}>
          {keyScopes.map((scope) => (
            <CheckField
              key={scope}
              type="several"
              name="scopes"
              value={scope}
              label={t(`keys.scopesAre.${scope}`)}
            />
          ))}
        </FieldGroup>
        <FormField
          name="expiresAt"
          type="date"
          optional={ofForms('optional')}
          label={t('keys.expires')}
          hint={t('keys.expiresHint')}
        />
        <SubmitButton pending={t('keys.making')}>{t('keys.make')}</SubmitButton>
      </ActionForm>
    </section>
  )
}
