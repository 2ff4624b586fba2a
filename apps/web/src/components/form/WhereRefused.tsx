'use client'

import type { ReactNode } from 'react'

import { useFormState } from './ActionForm.tsx'

/** Shows a field only where something stands against it. */
export function WhereRefused({ name, children }: { name: string; children: ReactNode }) {
  return useFormState().errors[name] ? children : null
}
