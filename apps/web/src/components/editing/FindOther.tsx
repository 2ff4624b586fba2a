import { graphql } from '../../generated/index.ts'
import { ask } from '../../lib/graphql.ts'
import { editActorHref, mergeActorHref } from '../../lib/subject-address.ts'
import { unlessUnavailable } from '../../lib/unless-unavailable.ts'
import { words } from '../../lib/words.ts'
import { SearchField } from '../SearchField.tsx'

const otherActors = graphql(`
  query OtherActors($search: String!) {
    entities(search: $search, first: 12) {
      nodes {
        slug
        name
        kind
        description
      }
    }
  }
`)

interface Props {
  slug: string
  name: string
  /** What is looked for. */
  find: string
}

/** Looks up the actor that another is the same as. */
export async function FindOther({ slug, name, find }: Props) {
  const t = await words('editing')
  const found = find ? await unlessUnavailable(ask(otherActors, { search: find })) : null
  const others = found?.entities.nodes.filter((other) => other.slug !== slug) ?? []
  return (
    <section aria-labelledby="merge" id="merge-with" className="border-t border-rule pt-6">
      <h2 id="merge" className="mb-2 text-xl font-semibold">
        {t('mergeTitle')}
      </h2>
      <form action={`${editActorHref(slug)}#merge-with`} className="max-w-96">
        <SearchField
          name="find"
          label={t('find')}
          hint={t('mergeAdvice', { name })}
          button={t('look')}
          value={find}
        />
      </form>
      <div role="status">
        {find && others.length === 0 && <p className="mt-3">{t('notFound', { text: find })}</p>}
      </div>
      {others.length > 0 && (
        <ul aria-label={t('found', { text: find })} className="mt-3">
          {others.map((other) => (
            <li key={other.slug} className="border-t border-rule first:border-t-0">
              <a href={mergeActorHref(slug, other.slug)} className="group block py-2 leading-snug">
                <span className="font-medium group-hover:text-accent group-hover:underline">
                  {other.name}
                </span>{' '}
                <span className="block text-sm text-quiet">
                  {other.description ?? t(`kinds.${other.kind}`)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
