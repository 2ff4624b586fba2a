import { exactTime, relativeTime } from '../lib/time.ts'

/** How long ago, with the exact time on hover. */
export function PublishedTime({ date }: { date: string }) {
  const published = new Date(date)
  return (
    <time dateTime={date} title={exactTime(published)}>
      {relativeTime(published)}
    </time>
  )
}
