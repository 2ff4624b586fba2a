'use client'

import { GraphiQL } from 'graphiql'
import { createClient } from 'graphql-ws'
import { useState } from 'react'

import { createPlaygroundFetcher } from '../lib/playground-fetcher.ts'

import 'graphiql/setup-workers/webpack'
import 'graphiql/style.css'

interface Props {
  /** Operations, one to a tab. */
  examples: readonly string[]
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
  const tabs = examples.map((query) => ({ query }))
  return <GraphiQL fetcher={fetcher} {...(tabs.length > 0 && { defaultTabs: tabs })} />
}
