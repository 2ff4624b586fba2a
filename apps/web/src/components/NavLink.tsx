import type { ComponentProps } from 'react'

/** A link within the site. */
export function NavLink(props: ComponentProps<'a'>) {
  return <a {...props} />
}
