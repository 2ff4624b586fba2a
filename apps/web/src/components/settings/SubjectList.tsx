import { undo } from '../../app/(reader)/settings/following/actions.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { feedHref } from '../../lib/feed-address.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

const fragment = graphql(`
  fragment SubjectList_subject on Subject {
    ... on Entity {
      id
      slug
      name
    }
    ... on Topic {
      id
      slug
      label(language: $language)
    }
  }
`)

interface Props {
  what: 'follow' | 'mute'
  subjects: readonly FragmentType<typeof fragment>[]
}

/** What somebody follows or mutes, each of which they can let go. */
export async function SubjectList({ what, subjects }: Props) {
  const t = await words('settings')
  const [title, none, act, actOf] =
    what === 'follow'
      ? (['follows', 'followsNone', 'unfollow', 'unfollowOf'] as const)
      : (['mutes', 'mutesNone', 'unmute', 'unmuteOf'] as const)
  return (
    <section aria-labelledby={what}>
      <h2 id={what} className="mb-3 text-xl font-semibold">
        {t(`following.${title}`)}
      </h2>
      {subjects.length === 0 && (
        <p className="max-w-measure leading-relaxed text-quiet">{t(`following.${none}`)}</p>
      )}
      <ul className="max-w-measure">
        {readFragment(fragment, subjects).map((subject) => {
          const isActor = 'name' in subject
          const name = isActor ? subject.name : subject.label
          const set = { all: [subject.slug] }
          return (
            <li
              key={subject.id}
              className="flex items-baseline justify-between gap-6 border-t border-rule py-2 last:border-b"
            >
              <p className="min-w-0 break-words">
                <a
                  href={feedHref({ filter: isActor ? { actors: set } : { topics: set } })}
                  className="inline-block py-1 font-medium first-letter:uppercase hover:text-accent hover:underline"
                >
                  {name}
                </a>{' '}
                <span className="text-sm text-quiet">
                  {t(isActor ? 'following.actor' : 'following.topic')}
                </span>
              </p>
              <ActionForm action={undo} className="shrink-0 text-sm">
                <input type="hidden" name="what" value={what} />
                <input type="hidden" name="kind" value={isActor ? 'Entity' : 'Topic'} />
                <input type="hidden" name="id" value={subject.id} />
                <SubmitButton plain label={t(`following.${actOf}`, { name })} pending={t('moment')}>
                  {t(`following.${act}`)}
                </SubmitButton>
              </ActionForm>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
