import type { ReactNode } from 'react'

import { actorHref } from '../../lib/subject-address.ts'
import { words } from '../../lib/words.ts'

interface Props {
  title: string
  /** Whom it is about. */
  slug: string
  name: string
  children: ReactNode
}

/** A page on which an actor is changed, with the way back to it. */
export async function EditingFrame({ title, slug, name, children }: Props) {
  const t = await words('editing')
  return (
    <div className="max-w-measure pt-8">
      <p className="text-sm">
        <a href={actorHref(slug)} className="inline-block py-1 text-accent hover:underline">
          {t('back', { name })}
        </a>
      </p>
      <h1 className="mt-1 mb-8 font-serif text-3xl leading-tight font-semibold">{title}</h1>
      <div className="space-y-12">{children}</div>
    </div>
  )
}
