'use client'

import Link, { useLinkStatus } from 'next/link'
import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<typeof Link>, 'prefetch'>

/** A link within the site: not prefetched (lists are long), and it tells while its page is awaited. */
export function NavLink({ children, ...props }: Props) {
  return (
    <Link {...props} prefetch={false}>
      {children}
      <Pending />
    </Link>
  )
}

/** Found by the loading bar's style. */
function Pending() {
  return useLinkStatus().pending ? <span data-pending hidden /> : null
}
