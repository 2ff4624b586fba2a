'use client'

import dynamic from 'next/dynamic'

import { messages } from '../messages/messages.ts'

/** The playground, fetched after the page that holds it. */
export const PlaygroundFrame = dynamic(() => import('./Playground.tsx'), {
  ssr: false,
  loading: () => <p className="playground-note">{messages.playground.loading}</p>,
})
