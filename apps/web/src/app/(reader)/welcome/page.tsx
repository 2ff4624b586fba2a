import type { Metadata } from 'next'

import { WelcomeForm } from '../../../components/account/WelcomeForm.tsx'
import { NavLink } from '../../../components/NavLink.tsx'
import { stateAction, StateMessage } from '../../../components/StateMessage.tsx'
import { messages } from '../../../messages/messages.ts'

const words = messages.welcome

// The address holds an invitation: it is not to be told to anybody, nor kept by a search engine.
export const metadata: Metadata = {
  title: words.title,
  referrer: 'no-referrer',
  robots: { index: false },
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the link of an invitation leads. */
export default async function WelcomePage({ searchParams }: Props) {
  const { invitation, done } = await searchParams
  const token = [invitation ?? ''].flat()[0] ?? ''
  if (done !== undefined) {
    return (
      <StateMessage title={words.done} level={1}>
        <p>{words.doneAdvice}</p>
        <NavLink href="/" className={stateAction}>
          {words.feed}
        </NavLink>
      </StateMessage>
    )
  }
  if (token === '') {
    return (
      <StateMessage title={words.noInvitation} level={1}>
        <p>{words.noInvitationAdvice}</p>
      </StateMessage>
    )
  }
  return (
    <div className="pt-8">
      <h1 className="mb-4 font-serif text-3xl font-semibold sm:text-4xl">{words.title}</h1>
      <p className="mb-6 max-w-measure leading-relaxed">{words.intro}</p>
      <WelcomeForm invitation={token} />
    </div>
  )
}
