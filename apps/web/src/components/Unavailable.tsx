import { messages } from '../messages/messages.ts'
import { setResponseStatus } from '../server/response-status.ts'
import { StateMessage, stateAction } from './StateMessage.tsx'

/** The API does not answer: says so, with the status that makes crawlers and probes come back. */
export function Unavailable({ retry }: { retry: string }) {
  setResponseStatus(503)
  const { problem } = messages
  return (
    <StateMessage title={problem.unavailable} level={1}>
      <p>{problem.unavailableAdvice}</p>
      {/* A new document: the page itself is to be asked for again. */}
      <a href={retry} className={stateAction}>
        {problem.retry}
      </a>
    </StateMessage>
  )
}
