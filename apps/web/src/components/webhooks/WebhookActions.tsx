import { changeWebhook, rotateSecret } from '../../app/(reader)/settings/webhooks/actions.ts'
import type { WebhookState } from '../../generated/graphql.ts'
import { webhookHref } from '../../lib/webhook-address.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { SecretShown } from './SecretShown.tsx'

interface Props {
  id: string
  state: WebhookState
}

/** What can be done with a webhook, a button each. */
export async function WebhookActions({ id, state }: Props) {
  const t = await words('webhooks')
  const deeds = state === 'ACTIVE' ? (['test', 'pause'] as const) : (['goOn'] as const)
  return (
    <div className="space-y-4">
      <ActionForm action={changeWebhook} className="max-w-measure">
        <input type="hidden" name="id" value={id} />
        <div className="flex flex-wrap gap-3">
          {deeds.map((deed) => (
            <SubmitButton key={deed} quiet name="do" value={deed} pending={t('do.working')}>
              {t(`do.${deed}`)}
            </SubmitButton>
          ))}
        </div>
      </ActionForm>
      <ActionForm action={rotateSecret} className="max-w-measure">
        <input type="hidden" name="id" value={id} />
        <SecretShown title={t('secret.rotated')} advice={`${t('secret.keep')} ${t('secret.both')}`}>
          <SubmitButton quiet pending={t('secret.rotating')}>
            {t('secret.rotate')}
          </SubmitButton>
        </SecretShown>
      </ActionForm>
      <p>
        <a
          href={`${webhookHref(id)}/remove`}
          className="inline-block py-1 text-accent underline underline-offset-4 hover:no-underline"
        >
          {t('do.remove')}
        </a>
      </p>
    </div>
  )
}
