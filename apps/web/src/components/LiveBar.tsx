import type { LiveBarData } from '../client/live-bar.ts'

interface Props extends LiveBarData {
  /** The newest page of the same filter. */
  href: string
}

/**
 * Where client/live-bar.ts tells of articles that arrived after the page was read. Its row is always
 * there and its bar lies over the page, so nothing that is being read moves.
 */
export function LiveBar({ href, ...data }: Props) {
  return (
    <div data-live={JSON.stringify(data)} className="live-bar">
      <div role="status" aria-live="polite">
        <a
          href={href}
          data-live-news
          hidden
          className="inline-block rounded-full bg-accent px-5 py-2 text-sm font-medium text-paper shadow-lg hover:underline"
        />
      </div>
      <p data-live-connection hidden className="text-sm text-quiet" />
    </div>
  )
}
