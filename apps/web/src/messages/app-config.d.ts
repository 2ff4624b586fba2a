import type { Messages } from '../generated/messages.ts'
import type { Locale } from '../lib/languages.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
