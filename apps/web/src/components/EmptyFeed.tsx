import { clausesOf } from '../lib/filter-clauses.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { Feed } from '../lib/load-feed.ts'
import { messages } from '../messages/messages.ts'
import { NavLink } from './NavLink.tsx'
import { StateMessage, stateAction } from './StateMessage.tsx'

/** Nothing to show: what to take out of the filter, or how the first article comes in. */
export function EmptyFeed({ feed: { address, names } }: { feed: Feed }) {
  const { empty } = messages
  const { modes } = messages.filter
  const clauses = clausesOf(address.filter, names)
  if (clauses.length === 0) {
    return (
      <StateMessage title={empty.noArticles}>
        <p>{empty.noArticlesAdvice}</p>
        <pre className="mt-3 overflow-x-auto rounded bg-raised px-4 py-3 text-sm">
          <code>{empty.command}</code>
        </pre>
        <NavLink href="/sources" className={stateAction}>
          {empty.subscribe}
        </NavLink>
      </StateMessage>
    )
  }
  return (
    <StateMessage title={empty.title}>
      {clauses.length > 1 && (
        <>
          <p>{empty.advice}</p>
          <ul className="mt-2">
            {clauses.map(({ key, name, rest, member }) => (
              <li key={key}>
                <NavLink
                  href={feedHref({ filter: rest })}
                  className="inline-block py-1 text-accent underline underline-offset-4"
                >
                  {empty.without(member ? `${modes[member.mode]} ${name}` : name)}
                </NavLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <NavLink href={feedHref({})} className={stateAction}>
        {empty.everything}
      </NavLink>
    </StateMessage>
  )
}
