import { createTranslator } from 'use-intl/core'

import coverage from '../messages/en/coverage.json'
import subject from '../messages/en/subject.json'

const english = { coverage, subject }

/** The words of one area of the interface, in the reader's language. */
export async function words<Area extends keyof typeof english>(area: Area) {
  return createTranslator({ locale: 'en-GB', messages: english[area] as Record<string, string> })
}

export async function language() {
  return { language: 'en', locale: 'en-GB' }
}
