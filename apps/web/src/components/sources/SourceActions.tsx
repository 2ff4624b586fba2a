import { changeSource } from '../../app/(reader)/sources/actions.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

interface Props {
  id: string
  /** Whether it is asked by itself. */
  polled: boolean
  fullText: boolean
}

/** What can be done with a source that has a feed, a button each. */
export async function SourceActions({ id, polled, fullText }: Props) {
  const t = await words('sources')
  const deeds = [
    ...(polled ? (['poll', 'pause'] as const) : (['resume'] as const)),
    fullText ? ('fullTextOff' as const) : ('fullTextOn' as const),
  ]
  return (
    <ActionForm action={changeSource}>
      <input type="hidden" name="id" value={id} />
      <KeyField />
      <div className="flex flex-wrap gap-3">
        {deeds.map((deed) => (
          <SubmitButton key={deed} quiet name="do" value={deed} pending={t('source.changing')}>
            {t(`source.${deed}`)}
          </SubmitButton>
        ))}
      </div>
    </ActionForm>
  )
}
