import type { Metadata, Viewport } from 'next'

import { messages } from '../messages/messages.ts'

const { site } = messages

export const metadata: Metadata = {
  title: { default: site.name, template: site.title('%s') },
  description: site.description,
}

export const viewport: Viewport = { colorScheme: 'light dark' }
