import { makeWebhook } from '../../app/(reader)/settings/webhooks/actions.ts'
import { webhookEvents } from '../../lib/webhook-events.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { CheckField } from '../form/CheckField.tsx'
import { FieldGroup } from '../form/FieldGroup.tsx'
import { FormField } from '../form/FormField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { SecretShown } from './SecretShown.tsx'

interface Props {
  /** The filter, as addresses have it, and in words. */
  filter: { query: string; sentence: string }
  savedFeeds: readonly { id: string; name: string }[]
}

/** Makes a webhook, and shows its secret. */
export async function NewWebhookForm({ filter, savedFeeds }: Props) {
  const t = await words('webhooks')
  return (
    <ActionForm
      action={makeWebhook}
      initial={{ values: {}, chosen: ['ARTICLE_ADDED'], errors: {} }}
    >
      <SecretShown title={t('secret.created')} advice={t('secret.keep')} open={t('secret.open')}>
        <input type="hidden" name="query" value={filter.query} />
        <FormField name="name" autoComplete="off" label={t('creating.name')} />
        <FormField
          name="url"
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          label={t('creating.url')}
          hint={t('creating.urlHint')}
        />
        <FieldGroup name="savedFeed" legend={t('creating.subject')}>
          <CheckField
            type="radio"
            name="savedFeed"
            value=""
            checked
            label={t('creating.filter')}
            hint={filter.sentence}
          />
          {savedFeeds.map(({ id, name }) => (
            <CheckField
              key={id}
              type="radio"
              name="savedFeed"
              value={id}
              label={t('creating.feed', { name })}
            />
          ))}
        </FieldGroup>
        <FieldGroup name="events" legend={t('creating.events')}>
          {webhookEvents.map((event) => (
            <CheckField
              key={event}
              type="several"
              name="events"
              value={event}
              label={t(`event.${event}`)}
              hint={t(`eventHint.${event}`)}
            />
          ))}
        </FieldGroup>
        <SubmitButton pending={t('creating.creating')}>{t('creating.create')}</SubmitButton>
      </SecretShown>
    </ActionForm>
  )
}
