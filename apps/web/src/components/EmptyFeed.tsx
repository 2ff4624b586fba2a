import { clausesOf } from '../lib/filter-clauses.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { Feed } from '../lib/load-feed.ts'
import { readerLanguage, words } from '../lib/words.ts'
import { StateMessage, stateAction } from './StateMessage.tsx'

/** Nothing to show: what to take out of the filter, or how the first article comes in. */
export async function EmptyFeed({ feed: { address, names } }: { feed: Feed }) {
  const [t, ofFilter] = await Promise.all([words('empty'), words('filter')])
  const clauses = clausesOf(await readerLanguage(), address.filter, names)
  if (clauses.length === 0) {
    return (
      <StateMessage title={t('noArticles')}>
        <p>{t('noArticlesAdvice')}</p>
        <pre className="mt-3 overflow-x-auto rounded bg-raised px-4 py-3 text-sm">
          <code>{t('command')}</code>
        </pre>
        <a href="/sources" className={stateAction}>
          {t('subscribe')}
        </a>
      </StateMessage>
    )
  }
  return (
    <StateMessage title={t('title')}>
      {clauses.length > 1 && (
        <>
          <p>{t('advice')}</p>
          <ul className="mt-2">
            {clauses.map(({ key, name, rest, member }) => (
              <li key={key}>
                <a
                  href={feedHref({ filter: rest })}
                  className="inline-block py-1 text-accent underline underline-offset-4"
                >
                  {t('without', {
                    name: member ? `${ofFilter(`modes.${member.mode}`)} ${name}` : name,
                  })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <a href={feedHref({})} className={stateAction}>
        {t('everything')}
      </a>
    </StateMessage>
  )
}
