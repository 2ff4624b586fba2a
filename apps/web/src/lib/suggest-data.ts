import type { SuggestData } from '../client/find-subjects.ts'
import { suggest } from './suggest.ts'
import { readerLanguage, words } from './words.ts'

/** What the browser needs to offer actors and topics while somebody types. */
export async function suggestData(): Promise<SuggestData> {
  const [t, language] = await Promise.all([words('filter'), readerLanguage()])
  return {
    query: suggest.toString(),
    language,
    words: {
      actors: t('actors'),
      topics: t('topics'),
      topic: t('topic'),
      kinds: {
        PERSON: t('kinds.PERSON'),
        ORGANIZATION: t('kinds.ORGANIZATION'),
        COUNTRY: t('kinds.COUNTRY'),
        PLACE: t('kinds.PLACE'),
      },
      foundNone: t('offeredNone'),
      foundOne: t('offeredOne'),
      foundMany: t.raw('offeredMany'),
      failed: t('offeredFailed'),
    },
  }
}
