import type { ReactNode } from 'react'

import { actorHref } from '../../lib/subject-address.ts'
import { words } from '../../lib/words.ts'
import { RankedBars } from '../plot/RankedBars.tsx'

interface Props {
  title: string
  actors: readonly {
    articleCount: number
    entity: { slug: string; name: string; description?: string | null | undefined }
  }[]
  /** How they were found. */
  children?: ReactNode
}

/** Actors, each with how many articles name it. */
export async function ActorBars({ title, actors, children }: Props) {
  const t = await words('subject')
  return (
    <RankedBars
      id="actors"
      title={title}
      items={actors.map(({ entity: { slug, name, description }, articleCount: count }) => ({
        name,
        description,
        href: actorHref(slug),
        count,
      }))}
      countText={(count) => t('count', { count })}
    >
      {children}
    </RankedBars>
  )
}
