import { feedHref } from '../lib/feed-address.ts'
import type { FeedAddress } from '../lib/feed-address.ts'
import type { ApiRefusal } from '../lib/graphql.ts'
import { messages } from '../messages/messages.ts'
import { setResponseStatus } from '../server/response-status.ts'
import { NavLink } from './NavLink.tsx'
import { StateMessage, stateAction } from './StateMessage.tsx'

interface Props {
  refusal: ApiRefusal
  address: FeedAddress
}

/** The API refused what the address asks for. */
export function FeedProblem({ refusal, address: { filter } }: Props) {
  const { problem } = messages
  const unknown = refusal.code.startsWith('UNKNOWN_')
  setResponseStatus(unknown ? 404 : 400)
  if (refusal.code === 'BAD_CURSOR') {
    return (
      <StateMessage title={problem.cursor}>
        <p>{problem.cursorAdvice}</p>
        <NavLink href={feedHref({ filter })} className={stateAction}>
          {problem.newest}
        </NavLink>
      </StateMessage>
    )
  }
  return (
    <StateMessage title={unknown ? problem.unknown : problem.refused}>
      <p>{unknown ? problem.unknownAdvice : refusal.message}</p>
      <NavLink href={feedHref({})} className={stateAction}>
        {problem.all}
      </NavLink>
    </StateMessage>
  )
}

/** The address of a feed holds something that no filter can be read from. */
export function UnreadableAddress({ reason }: { reason: string }) {
  setResponseStatus(400)
  const { problem } = messages
  return (
    <StateMessage title={problem.filter} level={1}>
      <p>{reason}</p>
      <NavLink href={feedHref({})} className={stateAction}>
        {problem.all}
      </NavLink>
    </StateMessage>
  )
}
