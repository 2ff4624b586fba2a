import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { actorHref, storyHref, topicHref } from '../lib/subject-address.ts'
import { words } from '../lib/words.ts'
import { SubjectMenu } from './reader/SubjectMenu.tsx'

const fragment = graphql(`
  fragment ArticleDetails_article on Article {
    story {
      id
      articleCount
    }
    actors {
      about
      count
      entity {
        id
        slug
        name
        description
      }
    }
    topics {
      cues
      topic {
        id
        slug
        label(language: $language)
      }
    }
  }
`)

interface Props {
  article: FragmentType<typeof fragment>
}

/** Who and what the article is about, and how that was seen. */
export async function ArticleDetails({ article: masked }: Props) {
  const { story, actors, topics } = readFragment(fragment, masked)
  const [t, storyWords] = await Promise.all([words('article'), words('story')])
  return (
    <aside aria-label={t('details')} className="mt-12 space-y-8 lg:mt-0">
      {story && (
        <section aria-labelledby="story-title">
          <h2 id="story-title" className="font-semibold">
            {storyWords('kind')}
          </h2>
          <a
            href={storyHref(story.id)}
            className="mt-1 inline-block py-0.5 text-accent underline underline-offset-4 hover:no-underline"
          >
            {storyWords('alsoTold', { others: story.articleCount - 1 })}
          </a>
        </section>
      )}
      {actors.length > 0 && (
        <section id="actors" aria-labelledby="actors-title">
          <h2 id="actors-title" className="font-semibold">
            {t('actors')}
          </h2>
          <ActorGroup title={t('about')} actors={actors.filter(({ about }) => about)} />
          <ActorGroup title={t('mentioned')} actors={actors.filter(({ about }) => !about)} />
        </section>
      )}
      {topics.length > 0 && (
        <section aria-labelledby="topics-title">
          <h2 id="topics-title" className="font-semibold">
            {t('topics')}
          </h2>
          <ul className="mt-2 space-y-2">
            {topics.map(({ topic, cues }) => (
              <li key={topic.slug} className="leading-snug">
                <div className="flex items-start">
                  <a
                    href={topicHref(topic.slug)}
                    className="inline-block py-0.5 first-letter:uppercase hover:text-accent hover:underline"
                  >
                    {topic.label}
                  </a>
                  <SubjectMenu kind="Topic" id={topic.id} slug={topic.slug} name={topic.label} />
                </div>
                {cues.length > 0 && (
                  <p className="text-sm text-quiet">{t('cues', { words: cues.join(', ') })}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

interface ActorGroupProps {
  title: string
  actors: readonly {
    count: number
    entity: { id: string; slug: string; name: string; description?: string | null }
  }[]
}

async function ActorGroup({ title, actors }: ActorGroupProps) {
  if (actors.length === 0) return null
  const t = await words('article')
  return (
    <>
      <h3 className="mt-3 text-sm text-quiet">{title}</h3>
      <ul className="mt-1 space-y-1.5">
        {actors.map(({ count, entity }) => (
          <li key={entity.slug} className="leading-snug">
            <a
              href={actorHref(entity.slug)}
              title={entity.description ?? undefined}
              className="inline-block py-0.5 hover:text-accent hover:underline"
            >
              {entity.name}
            </a>
            <SubjectMenu kind="Entity" id={entity.id} slug={entity.slug} name={entity.name} />{' '}
            <span className="text-sm whitespace-nowrap text-quiet">{t('times', { count })}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
