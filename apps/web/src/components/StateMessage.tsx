import type { ReactNode } from 'react'

interface Props {
  title: string
  /** The heading's rank on its page. */
  level?: 1 | 2
  children?: ReactNode
}

/** Says in place of content why there is none, and what to do. */
export function StateMessage({ title, level = 2, children }: Props) {
  const Heading = `h${level}` as const
  return (
    <div className="max-w-measure border-t border-rule py-10 leading-relaxed">
      <Heading className="mb-2 font-serif text-2xl font-semibold">{title}</Heading>
      {children}
    </div>
  )
}

export const stateAction = 'mt-4 inline-block font-medium text-accent underline underline-offset-4'
