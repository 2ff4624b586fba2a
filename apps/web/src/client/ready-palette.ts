/** Opens the palette by Ctrl-K or Cmd-K, or by its button; what fills it is fetched then. */
export function readyPalette(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-palette]')
  if (!dialog) return
  let ready: Promise<{ refresh(): void }> | undefined
  const open = () => {
    if (dialog.open) {
      dialog.close()
      return
    }
    dialog.showModal()
    ready ??= import('./palette.ts').then(({ startPalette }) => startPalette(dialog))
    void ready.then(({ refresh }) => refresh())
  }
  // A key that comes with another is nobody's letter: it works while somebody types, too.
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    if (key.toLowerCase() !== 'k' || ctrlKey === metaKey || altKey || shiftKey) return
    event.preventDefault()
    open()
  })
  for (const button of document.querySelectorAll<HTMLElement>('[data-opens-palette]')) {
    button.hidden = false
    button.addEventListener('click', open)
  }
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
}
