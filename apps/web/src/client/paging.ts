/** How many pages are put below one another; from there on the reader turns the page. */
const mostPages = 5

/** What the browser keeps with an entry of its history: an article, and how far below the window's top it stood. */
interface Place {
  article: string
  top: number
}

/**
 * Older articles come to the end of the list as the reader nears it (components/Paging.tsx says how), and
 * the address is always that of the page in view: a reload, or the way back, leads there.
 */
export function keepPlaceInFeed(): void {
  if (pages().length === 0) return
  returnTo(history.state as { place?: Place } | null)
  followAddress()
  addEventListener('pagehide', rememberPlace)
  document.addEventListener('htmx:config:request', (event) => {
    const comesToTheEnd =
      event.target instanceof Element && event.target.matches('[data-next-page]')
    if (comesToTheEnd && pages().length >= mostPages) event.preventDefault()
  })
}

function pages(): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>('[data-page]')
}

function followAddress(): void {
  const inView = new IntersectionObserver(
    (entries) => {
      const page = entries.find(({ isIntersecting }) => isIntersecting)?.target
      const address = page instanceof HTMLElement ? page.dataset.page : undefined
      if (address && pages().length > 1) history.replaceState(history.state, '', address)
    },
    // The line in the middle of the window.
    { rootMargin: '-50% 0px' },
  )
  const observe = () => {
    for (const page of pages()) inView.observe(page)
  }
  observe()
  document.addEventListener('htmx:after:swap', observe)
}

/** A browser that does not keep the page as it was would look for the place by its distance from the top. */
function rememberPlace(): void {
  if (pages().length < 2) return
  const first = [...document.querySelectorAll<HTMLElement>('[data-page] > article')].find(
    (article) => article.getBoundingClientRect().bottom > 0,
  )
  if (!first) return
  const place: Place = { article: first.id, top: first.getBoundingClientRect().top }
  history.scrollRestoration = 'manual'
  history.replaceState({ place }, '')
}

function returnTo(state: { place?: Place } | null): void {
  if (!state?.place) return
  const { article, top } = state.place
  const found = document.getElementById(article)
  if (!found) return
  scrollBy({ top: found.getBoundingClientRect().top - top, behavior: 'instant' })
}
