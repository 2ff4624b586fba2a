import { exactTime, relativeTime } from '../lib/time.ts'
import { readerLocale } from '../lib/words.ts'

/** How long ago, with the exact time on hover. */
export async function PublishedTime({ date }: { date: string }) {
  const locale = await readerLocale()
  const published = new Date(date)
  return (
    <time dateTime={date} title={exactTime(locale, published)}>
      {relativeTime(locale, published)}
    </time>
  )
}
