import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'

import { ActorForm } from '../../../../../components/editing/ActorForm.tsx'
import { EditingFrame } from '../../../../../components/editing/EditingFrame.tsx'
import { FindOther } from '../../../../../components/editing/FindOther.tsx'
import { MergeList } from '../../../../../components/editing/MergeList.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { graphql } from '../../../../../generated/index.ts'
import { queryOf } from '../../../../../lib/feed-address.ts'
import { ask } from '../../../../../lib/graphql.ts'
import { readPage } from '../../../../../lib/read-page.ts'
import { requireEditor } from '../../../../../lib/require-editor.ts'
import { editActorHref } from '../../../../../lib/subject-address.ts'
import { words } from '../../../../../lib/words.ts'

const actorEdited = graphql(`
  query ActorEdited($slug: String!) {
    entity(slug: $slug) {
      slug
      name
      ...ActorForm_entity
      ...MergeList_entity
    }
  }
`)

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('editing'))('edit'), robots: { index: false } }
}

/** Where editors say who an actor is, and whether it is the same as another. */
export default async function EditActorPage({ params, searchParams }: Props) {
  await requireEditor()
  const { slug } = await params
  const data = await readPage(ask(actorEdited, { slug }))
  if (data === 'unavailable') return <Unavailable retry={editActorHref(slug)} />
  const entity = data?.entity
  if (!entity) notFound()
  if (entity.slug !== slug) redirect(editActorHref(entity.slug))
  const find = new URLSearchParams(queryOf(await searchParams)).get('find')?.trim() ?? ''
  const t = await words('editing')
  return (
    <EditingFrame title={t('title', { name: entity.name })} slug={slug} name={entity.name}>
      <ActorForm entity={entity} />
      <FindOther slug={slug} name={entity.name} find={find} />
      <MergeList entity={entity} />
    </EditingFrame>
  )
}
