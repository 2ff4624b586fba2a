/** As the service worker names it; dropped here as well, before the request that ends a session is sent. */
const pagesCache = 'courant-pages'

/**
 * Starts the worker that keeps what was read last, to be read without a connection. The page says where
 * it is; one that is being developed has none.
 */
export function keepPages(): void {
  const script = document.documentElement.dataset.serviceWorker
  if (!script || !('serviceWorker' in navigator)) return
  addEventListener('submit', ({ target }) => {
    if (target instanceof Element && target.matches('[data-leave]')) void caches.delete(pagesCache)
  })
  // What is being read comes first.
  if (document.readyState === 'complete') void start(script)
  else addEventListener('load', () => void start(script), { once: true })
}

async function start(script: string): Promise<void> {
  const first = navigator.serviceWorker.controller === null
  await navigator.serviceWorker.register(script)
  const { active } = await navigator.serviceWorker.ready
  const told = first
    ? { keep: location.pathname + location.search }
    : looksHaveChanged() && { looks: true }
  // A worker is of no other origin than its page.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  if (told) active?.postMessage(told)
}

function looksHaveChanged(): boolean {
  return location.pathname === '/settings/appearance' && location.search !== ''
}
