import type { Metadata } from 'next'

import { NavLink } from '../../components/NavLink.tsx'
import { StateMessage, stateAction } from '../../components/StateMessage.tsx'
import { feedHref } from '../../lib/feed-address.ts'
import { messages } from '../../messages/messages.ts'

const { problem } = messages

export const metadata: Metadata = { title: problem.notFound }

export default function NotFoundPage() {
  return (
    <StateMessage title={problem.notFound} level={1}>
      <p>{problem.notFoundAdvice}</p>
      <NavLink href={feedHref({})} className={stateAction}>
        {problem.front}
      </NavLink>
    </StateMessage>
  )
}
