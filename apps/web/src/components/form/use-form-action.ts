'use client'

import { useActionState, useEffect, useRef } from 'react'

/**
 * A form whose action answers with what is not right about it. Where it does, the reader is taken to the
 * first such place. Without scripts the same form is answered with a page, and `autoFocus` does that.
 */
export function useFormAction<State>(
  action: (state: Awaited<State>, form: FormData) => Promise<State>,
  initial: Awaited<State>,
) {
  const [state, send] = useActionState(action, initial)
  const form = useRef<HTMLFormElement>(null)
  const first = useRef(state)

  useEffect(() => {
    if (state === first.current) return
    const place = '[aria-invalid="true"], [data-problem]'
    form.current?.querySelector<HTMLElement>(place)?.focus()
  }, [state])

  return { state, send, form }
}
