import { subscribeToSelected } from '../../app/(reader)/sources/opml-actions.ts'
import type { FormState } from '../../lib/form-state.ts'
import type { Pack } from '../../lib/load-packs.ts'
import { packHref, sourceHref } from '../../lib/source-address.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { CheckField } from '../form/CheckField.tsx'
import { FieldGroup } from '../form/FieldGroup.tsx'
import { FolderField } from '../form/FolderField.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

interface Props {
  pack: Pack
  initial: FormState
  folders: readonly string[]
}

const link = 'inline-block py-1 text-accent underline underline-offset-4 hover:no-underline'

/** The feeds of a pack, to choose from. */
export async function PackForm({ pack, initial, folders }: Props) {
  const t = await words('sources')
  const allRead = pack.feeds.every(({ source }) => source)
  return (
    <ActionForm action={subscribeToSelected} initial={initial}>
      <input type="hidden" name="pack" value={pack.slug} />
      <FieldGroup name="feed" legend={t('pack.legend')}>
        {pack.feeds.map(({ title, feedUrl, source }) =>
          source ? (
            <p key={feedUrl} className="py-1.5 pl-7.5 leading-snug">
              {title} <span aria-hidden="true">·</span>{' '}
              <a
                href={sourceHref(source)}
                aria-label={t('pack.subscribedTo', { name: source.name })}
                className={link}
              >
                {t('pack.subscribed')}
              </a>
            </p>
          ) : (
            <CheckField
              key={feedUrl}
              type="several"
              name="feed"
              value={feedUrl}
              label={title}
              hint={feedUrl.replace(/^https?:\/\//, '')}
            />
          ),
        )}
      </FieldGroup>
      {allRead ? (
        <p>{t('pack.allRead')}</p>
      ) : (
        <>
          <p id="choice" className="flex gap-6">
            <a href={`${packHref(pack.slug, { all: true })}#choice`} className={link}>
              {t('pack.selectAll')}
            </a>
            <a href={`${packHref(pack.slug)}#choice`} className={link}>
              {t('pack.selectNone')}
            </a>
          </p>
          <FolderField folders={folders} />
          <KeyField />
          <SubmitButton pending={t('pack.subscribing')}>{t('pack.subscribe')}</SubmitButton>
        </>
      )}
    </ActionForm>
  )
}
