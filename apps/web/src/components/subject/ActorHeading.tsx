import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { actorHref } from '../../lib/subject-address.ts'
import { readerLocale, words } from '../../lib/words.ts'
import { EditLink } from '../editing/EditLink.tsx'
import { InterestForm } from '../interest/InterestForm.tsx'
import { SubjectHeading, subjectLink } from './SubjectHeading.tsx'

const fragment = graphql(`
  fragment ActorHeading_entity on Entity {
    id
    slug
    name
    kind
    description
    wikidataId
    aliases
  }
`)

const shownAliases = 8

/** Who an actor is, and where more about them can be had. */
export async function ActorHeading({ entity }: { entity: FragmentType<typeof fragment> }) {
  const { id, slug, name, kind, description, wikidataId, aliases } = readFragment(fragment, entity)
  const t = await words('subject')
  const locale = await readerLocale()
  const others = [...new Set(aliases)].filter((alias) => alias !== name)
  const hidden = others.length - shownAliases
  const names = [
    ...others.slice(0, shownAliases),
    ...(hidden > 0 ? [t('moreAliases', { count: hidden })] : []),
  ]
  return (
    <SubjectHeading
      kind={t('kinds', { kind })}
      name={name}
      filter={{ actors: { all: [slug] } }}
      links={
        <>
          {wikidataId && (
            <li>
              <a
                href={`https://www.wikidata.org/wiki/${encodeURIComponent(wikidataId)}`}
                rel="noopener noreferrer"
                className={subjectLink}
              >
                {t('wikidata')}
              </a>
            </li>
          )}
          <EditLink slug={slug} />
        </>
      }
      actions={<InterestForm id={id} kind="Entity" name={name} path={actorHref(slug)} />}
    >
      {description && (
        <p className="mt-3 font-serif text-xl leading-snug first-letter:uppercase">{description}</p>
      )}
      {others.length > 0 && (
        <p className="mt-2 text-sm leading-relaxed text-quiet">
          {t('aliases', {
            names: new Intl.ListFormat(locale, { type: 'unit' }).format(names),
          })}
        </p>
      )}
    </SubjectHeading>
  )
}
