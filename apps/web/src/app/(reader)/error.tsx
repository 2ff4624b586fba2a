'use client'

import { StateMessage, stateAction } from '../../components/StateMessage.tsx'
import { messages } from '../../messages/messages.ts'

/** A fault of our own on a page. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  const { problem } = messages
  return (
    <StateMessage title={problem.unexpected} level={1}>
      <p>{problem.unexpectedAdvice}</p>
      <button type="button" onClick={reset} className={stateAction}>
        {problem.retry}
      </button>
    </StateMessage>
  )
}
