'use client'

import { useId } from 'react'

import { useFormState } from './ActionForm.tsx'
import { FieldError } from './FieldError.tsx'

/** What a form sends without asking, with what is wrong with it all the same. */
export function HiddenField({ name, value }: { name: string; value: string }) {
  const id = useId()
  return (
    <>
      <FieldError id={id} error={useFormState().errors[name]} />
      <input type="hidden" name={name} value={value} />
    </>
  )
}
