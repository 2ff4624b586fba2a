'use client'

import dynamic from 'next/dynamic'
import { createContext, use } from 'react'

import type { Example } from '../generated/embedded.ts'

const LoadingWords = createContext('')

/** Fetched after the page that holds it. */
const Playground = dynamic(() => import('./Playground.tsx'), {
  ssr: false,
  loading: () => <p className="playground-note">{use(LoadingWords)}</p>,
})

interface Props {
  examples: readonly Example[]
  /** What to say until it is there. */
  loading: string
}

export function PlaygroundFrame({ examples, loading }: Props) {
  return (
    <LoadingWords value={loading}>
      <Playground examples={examples} />
    </LoadingWords>
  )
}
