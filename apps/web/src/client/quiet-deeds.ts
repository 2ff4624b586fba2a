import htmx from 'htmx.org'

/**
 * What a reader does with an article, an actor or a topic changes the page in place: nothing that is being
 * read moves, and the focus stays. Without an answer the form goes its usual way, with a page of its own.
 */
export function quietDeeds(): void {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-quiet]')) return
    if (event.defaultPrevented || form.dataset.loud !== undefined) return
    event.preventDefault()
    submitter?.closest<HTMLElement>('[popover]')?.hidePopover()
    void send(form, submitter)
  })
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const answer = await answerTo(form, submitter)
  if (answer) {
    await show(answer)
  } else {
    form.dataset.loud = ''
    form.requestSubmit(submitter)
  }
}

async function answerTo(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
): Promise<Document | null> {
  try {
    const response = await fetch(location.pathname + location.search, {
      method: 'POST',
      body: new FormData(form, submitter),
      headers: { 'HX-Request': 'true' },
    })
    // Somebody who is signed in no more is led elsewhere.
    const isThisPage = new URL(response.url).pathname === location.pathname
    if (!response.ok || !isThisPage) return null
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    return null
  }
}

/** Takes over from the answer what differs; the pages of a feed that it does not hold stay as they are. */
async function show(answer: Document): Promise<void> {
  const cards = [...document.querySelectorAll('[data-page] > [id]')].map(({ id }) => id)
  const isWhole = document.querySelectorAll('[data-page]').length < 2
  for (const id of isWhole ? ['content'] : cards) await replace(id, answer, 'innerMorph')
  // What was said before may have been put away.
  await replace('notice', answer, 'innerHTML')
}

async function replace(id: string, answer: Document, swap: string): Promise<void> {
  const target = document.getElementById(id)
  const text = answer.getElementById(id)?.innerHTML
  if (target && text !== undefined && text !== target.innerHTML) {
    await htmx.swap({ text, target, swap })
  }
}
