import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { actorHref } from '../../lib/subject-address.ts'
import { words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment FoundActors_actors on FoundActor {
    entity {
      slug
      name
      kind
      description
    }
  }
`)

/** Actors that have a name like what is looked for. */
export async function FoundActors({
  actors,
}: {
  actors: readonly FragmentType<typeof fragment>[]
}) {
  const t = await words('search')
  if (actors.length === 0) return null
  return (
    <section aria-labelledby="found-actors">
      <h2 id="found-actors" className="font-serif text-2xl font-semibold">
        {t('actors')}
      </h2>
      <ul className="mt-3 grid gap-x-10 sm:grid-cols-2">
        {actors.map((actor) => {
          const { slug, name, kind, description } = readFragment(fragment, actor).entity
          return (
            <li key={slug} className="border-t border-rule">
              <a href={actorHref(slug)} className="group block py-2.5 leading-snug">
                <span className="font-medium group-hover:text-accent group-hover:underline">
                  {name}
                </span>
                <span className="block text-sm text-quiet first-letter:uppercase">
                  {description ?? t('kinds', { kind })}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
