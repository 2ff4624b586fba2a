import { notFound } from 'next/navigation'

/** Whatever no other page answers, so that "not found" has the frame of the site. */
export default function MissingPage() {
  notFound()
}
