'use client'

import { createContext, use } from 'react'
import type { ReactNode } from 'react'

import type { Messages } from '../generated/messages.ts'

type Words = Record<
  keyof Pick<Messages['problem'], 'unexpected' | 'unexpectedAdvice' | 'retry'>,
  string
>

const Fault = createContext<Words | null>(null)

/** Has ready what is said where a page fails, since by then nothing can be asked for any more. */
export function FaultWords({ words, children }: { words: Words; children: ReactNode }) {
  return <Fault value={words}>{children}</Fault>
}

export function useFaultWords(): Words {
  const words = use(Fault)
  if (!words) throw new Error('A page stands outside FaultWords.')
  return words
}
