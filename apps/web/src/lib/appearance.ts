import { cookies } from 'next/headers'
import { cache } from 'react'

import { isOverTls } from './over-tls.ts'

export const themes = ['system', 'light', 'dark'] as const
export const densities = ['comfortable', 'compact'] as const
/** Whether keys of one letter do anything: somebody who speaks to their computer must be able to turn them off. */
export const keyChoices = ['on', 'off'] as const

/** How a reader wants the pages to look and to be used, in one browser. */
export interface Appearance {
  /** `system`: as their device has it. */
  theme: (typeof themes)[number]
  density: (typeof densities)[number]
  keys: (typeof keyChoices)[number]
}

export const themeCookie = 'courant-theme'
export const densityCookie = 'courant-density'
export const keysCookie = 'courant-keys'

/** One of the choices; the first where it is none of them. */
export function chosenOf<Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  given: string | null | undefined,
): Choice {
  return choices.find((choice) => choice === given) ?? choices[0]
}

/** Known before the first byte of a page, so that nothing changes its looks while it is read. */
export const readerAppearance = cache(async (): Promise<Appearance> => {
  const jar = await cookies()
  return {
    theme: chosenOf(themes, jar.get(themeCookie)?.value),
    density: chosenOf(densities, jar.get(densityCookie)?.value),
    keys: chosenOf(keyChoices, jar.get(keysCookie)?.value),
  }
})

/** In seconds. */
const year = 31_536_000

/** Keeps a choice in the browser; an empty one is dropped. In actions only. */
export async function keepChoice(name: string, value: string): Promise<void> {
  const jar = await cookies()
  if (value === '') {
    jar.delete(name)
    return
  }
  const secure = await isOverTls()
  jar.set({ name, value, path: '/', maxAge: year, secure, httpOnly: true, sameSite: 'lax' })
}
