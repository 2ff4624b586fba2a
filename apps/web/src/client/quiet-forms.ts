import { swapHeader } from '../lib/is-opened.ts'

/**
 * A button of `form[data-quiet]` does what it does without leaving the page: of the page that is the answer,
 * what says what was done and what is the reader's own (`[data-own]`) takes the place of what is here.
 */
export function submitQuietly(): void {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return
    // What changes more of a page than is the reader's own asks for the whole page.
    if (form.dataset.quiet === undefined || submitter?.dataset.loud !== undefined) return
    event.preventDefault()
    void send(form, submitter)
  })
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (form.dataset.sent !== undefined) return
  form.dataset.sent = ''
  try {
    const response = await fetch(location.href, {
      method: 'POST',
      body: new FormData(form, submitter),
      headers: { [swapHeader]: '1' },
    })
    // To sign in, for instance.
    const isElsewhere = new URL(response.url).pathname !== location.pathname
    if (!response.ok || isElsewhere) return location.assign(response.url)
    swap(new DOMParser().parseFromString(await response.text(), 'text/html'), submitter)
  } catch {
    location.reload()
  } finally {
    delete form.dataset.sent
  }
}

function swap(answer: Document, submitter: HTMLElement | null): void {
  const focusAgain = placeOf(submitter)
  const fresh = new Map(
    [...answer.querySelectorAll<HTMLElement>('[data-own]')].map((own) => [own.dataset.own, own]),
  )
  for (const own of document.querySelectorAll<HTMLElement>('[data-own]')) {
    const next = fresh.get(own.dataset.own)
    if (own.isConnected && next) own.replaceChildren(...next.childNodes)
  }
  focusAgain()
  announce()
}

/** Whoever pressed a button finds the focus on what took its place. */
function placeOf(button: HTMLElement | null): () => void {
  const owner = button?.closest<HTMLElement>('[popover]') ?? button?.closest<HTMLElement>('[id]')
  if (!owner) return () => undefined
  const { id } = owner
  const opener = `[popovertarget="${CSS.escape(id)}"]`
  const index = [...owner.querySelectorAll('button')].indexOf(button as HTMLButtonElement)
  return () => {
    const again = owner.matches('[popover]')
      ? document.querySelector<HTMLElement>(opener)
      : document.getElementById(id)?.querySelectorAll('button')[index]
    again?.focus()
  }
}

/** What comes into the page together with its words is not read out; words that come in later are. */
function announce(): void {
  const status = document.querySelector('#notice [role=status]')
  if (!status) return
  const text = status.textContent
  status.textContent = ''
  requestAnimationFrame(() => {
    status.textContent = text
  })
}
