import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { SourceActions } from '../../../../components/sources/SourceActions.tsx'
import { SourceFacts } from '../../../../components/sources/SourceFacts.tsx'
import { SourcesFrame } from '../../../../components/sources/SourcesFrame.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { doneWords } from '../../../../lib/done-words.ts'
import { feedHref, queryOf } from '../../../../lib/feed-address.ts'
import { loadSource } from '../../../../lib/load-source.ts'
import { sourceHref } from '../../../../lib/source-address.ts'
import { words } from '../../../../lib/words.ts'

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function noticeOf({ searchParams }: Props, name: string): Promise<string | null> {
  return doneWords(await words('sources'), new URLSearchParams(queryOf(await searchParams)), name)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const source = await loadSource((await props.params).slug)
  if (source === 'unavailable') return { title: (await words('problem'))('unavailable') }
  if (source === null) return { title: (await words('sources'))('source.unknown') }
  return { title: (await noticeOf(props, source.name)) ?? source.name }
}

export default async function SourcePage(props: Props) {
  const { slug } = await props.params
  const source = await loadSource(slug)
  if (source === 'unavailable') return <Unavailable retry={`/sources/${slug}`} />
  if (source === null) notFound()
  const { id, name, feedUrl, fullText, health } = source
  const [t, notice] = await Promise.all([words('sources'), noticeOf(props, name)])
  const polled = health.state !== 'PAUSED' && health.state !== 'GONE'
  const link = 'inline-block py-1 text-accent underline underline-offset-4 hover:no-underline'
  return (
    <SourcesFrame title={name} notice={notice}>
      <SourceFacts source={source} />
      <p className="mt-6">
        <a
          href={feedHref({ filter: { sources: { any: [source.slug] } } })}
          className={`${link} font-medium`}
        >
          {t('articlesOf', { name })}
        </a>
      </p>
      <section aria-labelledby="change" className="mt-10">
        <h2 id="change" className="mb-4 text-xl font-semibold">
          {t('source.change')}
        </h2>
        {feedUrl && (
          // What can be done has changed when something was done.
          <SourceActions
            key={`${health.state} ${fullText} ${notice}`}
            id={id}
            polled={polled}
            fullText={fullText}
          />
        )}
        <p className="mt-4 flex flex-wrap gap-x-6">
          <a href={sourceHref(source, 'edit')} className={link}>
            {t('source.edit')}
          </a>
          <a href={sourceHref(source, 'remove')} className={link}>
            {t('source.remove')}
          </a>
        </p>
      </section>
    </SourcesFrame>
  )
}
