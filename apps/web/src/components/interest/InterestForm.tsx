import { ownInterest } from '../../lib/own-interest.ts'
import { signInHref } from '../../lib/own-path.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { NavLink } from '../NavLink.tsx'
import { setInterest } from './actions.ts'

interface Props {
  id: string
  kind: 'Entity' | 'Topic'
  name: string
  /** Where it stands: the reader comes back to it. */
  path: string
}

/** How a reader stands to an actor or a topic, and how they can change that. */
export async function InterestForm({ id, kind, name, path }: Props) {
  const [t, interest] = await Promise.all([words('interest'), ownInterest(id)])
  if (interest === null) {
    return (
      <p className="mt-5 text-sm text-quiet">
        <NavLink
          href={signInHref(path)}
          className="inline-block py-1 hover:text-accent hover:underline"
        >
          {t('signIn')}
        </NavLink>
      </p>
    )
  }
  const follows = interest === 'follows'
  const mutes = interest === 'mutes'
  return (
    <div className="mt-5 text-sm">
      <p role="status" className="text-quiet not-empty:mb-2">
        {follows && t('follows', { name })}
        {mutes && t('mutes', { name })}
      </p>
      <ActionForm
        action={setInterest}
        className="flex flex-wrap items-start gap-x-3 space-y-0! [&>[role=alert]]:basis-full"
      >
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="kind" value={kind} />
        {!mutes && (
          <SubmitButton
            quiet
            name="deed"
            value={follows ? 'unfollow' : 'follow'}
            pending={t('working')}
          >
            {t(follows ? 'unfollow' : 'follow')}
          </SubmitButton>
        )}
        {!follows && (
          <SubmitButton quiet name="deed" value={mutes ? 'unmute' : 'mute'} pending={t('working')}>
            {t(mutes ? 'unmute' : 'mute')}
          </SubmitButton>
        )}
      </ActionForm>
    </div>
  )
}
