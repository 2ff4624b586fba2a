/**
 * Ways to pass an article on that only a script has: `[data-copy]` copies an address, `[data-share]` hands it to
 * the device. Each is shown where it works, by `data-copies` and `data-shares` of the page.
 */
export function offerSharing(): void {
  const page = document.documentElement.dataset
  if (window.isSecureContext) page.copies = ''
  if (typeof navigator.share === 'function') page.shares = ''

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const copy = event.target.closest<HTMLElement>('[data-copy]')
    if (copy) void copyFrom(copy)
    const share = event.target.closest<HTMLElement>('[data-share]')
    if (share) void hand(share)
  })
}

async function copyFrom(button: HTMLElement): Promise<void> {
  const { copy = '', copied = '' } = button.dataset
  await navigator.clipboard.writeText(copy)
  button.textContent = copied
}

async function hand({ dataset: { share: url = '', title = '' } }: HTMLElement): Promise<void> {
  try {
    await navigator.share({ url, title })
  } catch (error) {
    // Whoever shares nothing after all has seen why.
    if (!(error instanceof DOMException)) throw error
  }
}
