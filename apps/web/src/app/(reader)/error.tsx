'use client'

import { useFaultWords } from '../../components/FaultWords.tsx'
import { StateMessage, stateAction } from '../../components/StateMessage.tsx'

/** A fault of our own on a page. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  const { unexpected, unexpectedAdvice, retry } = useFaultWords()
  return (
    <StateMessage title={unexpected} level={1}>
      <p>{unexpectedAdvice}</p>
      <button type="button" onClick={reset} className={stateAction}>
        {retry}
      </button>
    </StateMessage>
  )
}
