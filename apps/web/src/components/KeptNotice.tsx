import { words } from '../lib/words.ts'

/** On every page, for when the service worker shows it again: it fills in when it kept the page. */
export async function KeptNotice() {
  const t = await words('offline')
  return (
    <p role="note" className="kept-notice bg-raised px-5 py-2 text-center text-sm">
      {t.rich('kept', { when: () => <time key="when" data-kept-at /> })}
    </p>
  )
}
