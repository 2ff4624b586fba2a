'use client'

import { usePathname, useSearchParams } from 'next/navigation'

import { ownPath, signInHref } from '../../lib/own-path.ts'
import { NavLink } from '../NavLink.tsx'

/** The way in, and back to the page that is read. */
export function SignInLink({ label }: { label: string }) {
  const path = usePathname()
  const query = useSearchParams()
  const page = ownPath(query.size > 0 ? `${path}?${query}` : path)
  const next = /^\/(sign-|welcome)/.test(page) ? '/' : page
  return (
    <NavLink href={signInHref(next)} className="py-1.5 hover:text-accent hover:underline">
      {label}
    </NavLink>
  )
}
