import type { Metadata } from 'next'

import { notice } from '../../../generated/embedded.ts'
import { words } from '../../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('site'))('about') }
}

const mediaTopics = 'https://cv.iptc.org/newscodes/mediatopic/'
const licence = 'https://creativecommons.org/licenses/by/4.0/'
const licenceName = 'CC BY 4.0'
const link = 'text-accent underline underline-offset-4 hover:no-underline'

export default async function AboutPage() {
  const t = await words('about')
  return (
    <div className="max-w-measure space-y-4 pt-8 font-serif text-lg leading-relaxed">
      <h1 className="text-3xl font-semibold sm:text-4xl">{t('title')}</h1>
      <p>{t('what')}</p>
      <p>{t('filtered')}</p>
      <p>{t('programs')}</p>
      <p>
        <a href="/playground" className={link}>
          {t('tryPlayground')}
        </a>
      </p>
      <h2 className="pt-6 text-2xl font-semibold">{t('howTitle')}</h2>
      <p>{t('howFilter')}</p>
      <p>{t('howTakeaways')}</p>
      <p>{t('howFound')}</p>
      <h2 className="pt-6 text-2xl font-semibold">{t('noticesTitle')}</h2>
      <h3 className="text-xl font-semibold">{t('iptcTitle')}</h3>
      <p>
        {t.rich('iptc', {
          topics: () => (
            <a key="topics" href={mediaTopics} rel="noopener noreferrer" className={link}>
              {mediaTopics}
            </a>
          ),
          licence: () => (
            <a key="licence" href={licence} rel="noopener noreferrer license" className={link}>
              {licenceName}
            </a>
          ),
        })}
      </p>
      {notice && (
        <>
          <h3 className="text-xl font-semibold">{t('otherNotices')}</h3>
          <pre className="font-sans text-sm leading-relaxed whitespace-pre-wrap text-quiet">
            {notice}
          </pre>
        </>
      )}
    </div>
  )
}
