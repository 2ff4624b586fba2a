/** Fetches what offers suggestions as soon as a reader goes to such a field, not before. */
export function readyTypeAhead(): void {
  for (const container of document.querySelectorAll<HTMLElement>('[data-type-ahead]')) {
    const form = container.querySelector('form')
    form?.addEventListener(
      'focusin',
      () =>
        void import('./type-ahead.ts').then(({ startTypeAhead }) =>
          startTypeAhead(container, form),
        ),
      { once: true },
    )
  }
}
