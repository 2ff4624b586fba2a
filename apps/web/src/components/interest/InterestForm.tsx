import type { SubjectKind } from '../../lib/deeds.ts'
import { ownInterest } from '../../lib/own-interest.ts'
import { signInHref } from '../../lib/own-path.ts'
import { words } from '../../lib/words.ts'
import { boxedDeed, DeedButton } from '../reader/DeedButton.tsx'

interface Props {
  id: string
  kind: SubjectKind
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
        <a href={signInHref(path)} className="inline-block py-1 hover:text-accent hover:underline">
          {t('signIn')}
        </a>
      </p>
    )
  }
  const follows = interest === 'follows'
  const mutes = interest === 'mutes'
  return (
    <div id="interest" data-own="interest" className="mt-5 text-sm">
      <p className="text-quiet not-empty:mb-2">
        {follows && t('follows', { name })}
        {mutes && t('mutes', { name })}
      </p>
      <div className="flex flex-wrap gap-3">
        {!mutes && (
          <DeedButton
            deed={{ deed: follows ? 'unfollow' : 'follow', kind, id }}
            className={boxedDeed}
          >
            {t(follows ? 'unfollow' : 'follow')}
          </DeedButton>
        )}
        {!follows && (
          <DeedButton deed={{ deed: mutes ? 'unmute' : 'mute', kind, id }} className={boxedDeed}>
            {t(mutes ? 'unmute' : 'mute')}
          </DeedButton>
        )}
      </div>
    </div>
  )
}
