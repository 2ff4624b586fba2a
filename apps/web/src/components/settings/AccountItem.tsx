import { setActive, setRole } from '../../app/(reader)/settings/people/actions.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { roles } from '../../lib/account-roles.ts'
import { dayOf } from '../../lib/time.ts'
import { readerLocale, words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { SelectField } from '../form/SelectField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

const fragment = graphql(`
  fragment AccountItem_account on Account {
    id
    email
    role
    createdAt
    active
  }
`)

interface Props {
  account: FragmentType<typeof fragment>
  /** The address of whoever reads. */
  own: string
}

/** An account, with what it may. */
export async function AccountItem({ account, own }: Props) {
  const [t, locale] = await Promise.all([words('settings'), readerLocale()])
  const { id, email, role, createdAt, active } = readFragment(fragment, account)
  const facts = [
    t('people.since', { date: dayOf(locale, new Date(createdAt)) }),
    ...(email === own ? [t('people.you')] : []),
    ...(active ? [] : [t('people.inactive')]),
  ]
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-rule py-3 last:border-b">
      <div className="min-w-0">
        <p className={`font-medium break-words ${active ? '' : 'text-quiet'}`}>{email}</p>
        <p className="text-sm text-quiet">{facts.join(', ')}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
        <ActionForm key={role} action={setRole} className="">
          <input type="hidden" name="id" value={id} />
          <div className="flex items-center gap-2">
            <SelectField
              name="role"
              label={t('people.roleOf', { email })}
              hideLabel
              options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
              initial={role}
            />
            <SubmitButton quiet pending={t('saving')}>
              {t('save')}
            </SubmitButton>
          </div>
        </ActionForm>
        <ActionForm key={String(active)} action={setActive} className="">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="active" value={String(!active)} />
          <SubmitButton
            plain
            label={t(active ? 'people.disableOf' : 'people.enableOf', { email })}
            pending={t('moment')}
          >
            {t(active ? 'people.disable' : 'people.enable')}
          </SubmitButton>
        </ActionForm>
      </div>
    </li>
  )
}
