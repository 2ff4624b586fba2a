import { install } from '@github/hotkey'

/**
 * Keys for those who read with the keyboard: what bears `data-hotkey` is pressed or focused, and the
 * articles of a list are walked. None of them works while somebody types, with a modifier, or where the
 * reader turned them off (a setting; the page says so on its root).
 */
export function startShortcuts(): void {
  openDialogs()
  if (document.documentElement.dataset.keys === 'off') return
  for (const element of document.querySelectorAll<HTMLElement>('[data-hotkey]')) install(element)
  document.addEventListener('hotkey-fire', ({ target }) => {
    if (target instanceof Element) target.closest('details')?.setAttribute('open', '')
  })
  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented } = event
    if (defaultPrevented || ctrlKey || metaKey || altKey || shiftKey) return
    if (target instanceof Element && isTypedIn(target)) return
    if (isWithinSequence(event)) return
    const deed = deeds[key]
    if (deed?.()) event.preventDefault()
  })
}

/** What takes letters itself; in a dialog the page behind it stays as it is. */
function isTypedIn(element: Element): boolean {
  return element.closest('input, textarea, select, [contenteditable], dialog') !== null
}

/** "g s" goes to the sources and saves nothing: the key after a "g" belongs to it. */
let wentAt = Number.NEGATIVE_INFINITY
const sequencePause = 1_500

function isWithinSequence({ key, timeStamp }: KeyboardEvent): boolean {
  const within = timeStamp - wentAt < sequencePause
  wentAt = key === 'g' && !within ? timeStamp : Number.NEGATIVE_INFINITY
  return within || key === 'g'
}

/** Each says whether there was anything to do. */
const deeds: Partial<Record<string, () => boolean>> = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => press(headlineOf(current())),
  m: () => press(buttonOf('m')),
  s: () => press(buttonOf('s')),
}

function articles(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main article')].filter(
    (article) => headlineOf(article) !== null,
  )
}

/** The article that has the focus; on a page of one alone, that one. */
function current(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>('main article')
  if (focused) return focused
  const all = document.querySelectorAll<HTMLElement>('main article')
  return all.length === 1 ? (all[0] ?? null) : null
}

function headlineOf(article: Element | null): HTMLElement | null {
  return article?.querySelector<HTMLElement>('h2 > a, h3 > a') ?? null
}

function buttonOf(key: string): HTMLElement | null {
  return current()?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? null
}

function press(element: HTMLElement | null): boolean {
  element?.click()
  return element !== null
}

/** Goes to the headline of the next or the last article; from nowhere, to the first that is in view. */
function walk(by: 1 | -1): boolean {
  const all = articles()
  const from = all.findIndex((article) => article.contains(document.activeElement))
  const to =
    from >= 0
      ? all[from + by]
      : all.find((article) => article.getBoundingClientRect().bottom > innerHeight / 4)
  const headline = headlineOf(to ?? null)
  if (!to || !headline) return false
  headline.focus({ preventScroll: true })
  // Smoothly or at once: as the style has it, which heeds who wants no motion.
  to.scrollIntoView({ block: 'start' })
  return true
}

/** Buttons that show a dialog of the page; it gives the focus back by itself. */
function openDialogs(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-opens]')) {
    const dialog = document.getElementById(button.dataset.opens ?? '')
    if (!(dialog instanceof HTMLDialogElement)) continue
    button.hidden = false
    button.addEventListener('click', () => dialog.showModal())
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog) dialog.close()
    })
  }
}
