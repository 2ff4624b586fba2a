'use client'

import { createContext, use, useActionState } from 'react'
import type { ReactNode } from 'react'

import { untouched } from '../../lib/form-state.ts'
import type { FormState } from '../../lib/form-state.ts'
import { FormProblem } from './FormProblem.tsx'

const State = createContext<FormState>(untouched)

/** What the form around a field shows. */
export function useFormState(): FormState {
  return use(State)
}

const usual = 'max-w-measure space-y-6'

interface Props {
  action: (before: FormState, form: FormData) => Promise<FormState>
  initial?: FormState
  /** In place of the usual one. */
  className?: string
  children: ReactNode
}

/**
 * A form whose action answers with what is not right about it; its fields find it out by themselves, and
 * the first such place takes the focus of the page that is the answer.
 */
export function ActionForm(props: Props) {
  const { action, initial = untouched, className = usual, children } = props
  const [state, send] = useActionState(action, initial)
  return (
    <State value={state}>
      <form action={send} noValidate className={className}>
        <FormProblem error={state.errors.form} />
        {children}
      </form>
    </State>
  )
}
