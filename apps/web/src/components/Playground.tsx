'use client'

import { GraphiQL } from 'graphiql'
import { createClient } from 'graphql-ws'
import { useState } from 'react'

import type { Example } from '../generated/embedded.ts'
import { createPlaygroundFetcher } from '../lib/playground-fetcher.ts'

import 'graphiql/setup-workers/webpack'
import 'graphiql/style.css'

interface Props {
  /** Operations, one to a tab. */
  examples: readonly Example[]
}

/** GraphiQL on this site's own endpoint; loaded in the browser only, for its editor needs one. */
export default function Playground({ examples }: Props) {
  const [fetcher] = useState(() => {
    const endpoint = new URL('/graphql', window.location.href)
    const socket = new URL(endpoint)
    socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:'
    return createPlaygroundFetcher({
      url: endpoint.href,
      wsClient: createClient({ url: socket.href }),
    })
  })
  return <GraphiQL fetcher={fetcher} defaultTabs={[...examples]} />
}
