/** A form that was sent says so on its button, and is not sent again while its answer is awaited. */
export function submitOnce(): void {
  const buttons = new Map<HTMLElement, string>()

  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return
    if (form.dataset.sent !== undefined) {
      event.preventDefault()
      return
    }
    form.dataset.sent = ''
    if (!submitter?.dataset.pending) return
    buttons.set(submitter, submitter.textContent)
    submitter.ariaDisabled = 'true'
    submitter.textContent = submitter.dataset.pending
  })

  // Whoever comes back finds the page as they left it.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    for (const [button, words] of buttons) {
      button.ariaDisabled = null
      button.textContent = words
    }
    buttons.clear()
    for (const form of document.querySelectorAll<HTMLElement>('[data-sent]'))
      delete form.dataset.sent
  })
}
