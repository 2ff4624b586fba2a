import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { ActionForm } from '../../../../../../components/form/ActionForm.tsx'
import { SubmitButton } from '../../../../../../components/form/SubmitButton.tsx'
import { Unavailable } from '../../../../../../components/Unavailable.tsx'
import { WebhooksFrame } from '../../../../../../components/webhooks/WebhooksFrame.tsx'
import { loadWebhookName } from '../../../../../../lib/load-webhook.ts'
import { requireReader } from '../../../../../../lib/viewer.ts'
import { webhookHref } from '../../../../../../lib/webhook-address.ts'
import { words } from '../../../../../../lib/words.ts'
import { confirmRemoval } from '../../actions.ts'

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('webhooks'))('do.remove'), robots: { index: false } }
}

/** Asks once more before a webhook goes. */
export default async function RemoveWebhookPage({ params }: Props) {
  await requireReader()
  const { id } = await params
  const webhook = await loadWebhookName(id)
  if (webhook === 'unavailable') return <Unavailable retry={`${webhookHref(id)}/remove`} />
  if (webhook === null) notFound()
  const t = await words('webhooks')
  const { name } = webhook
  const back = { href: webhookHref(id), label: name }
  return (
    <WebhooksFrame title={t('removing.title', { name })} back={back}>
      <p className="mb-6 max-w-measure leading-relaxed">{t('removing.advice')}</p>
      <ActionForm action={confirmRemoval}>
        <input type="hidden" name="id" value={id} />
        <p className="flex flex-wrap items-center gap-6">
          <SubmitButton pending={t('removing.removing')}>
            {t('removing.remove', { name })}
          </SubmitButton>
          <a href={back.href} className="text-accent underline underline-offset-4">
            {t('removing.keep')}
          </a>
        </p>
      </ActionForm>
    </WebhooksFrame>
  )
}
