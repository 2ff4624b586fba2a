import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'

import { EditingFrame } from '../../../../../components/editing/EditingFrame.tsx'
import { ActionForm } from '../../../../../components/form/ActionForm.tsx'
import { FormField } from '../../../../../components/form/FormField.tsx'
import { SubmitButton } from '../../../../../components/form/SubmitButton.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { graphql } from '../../../../../generated/index.ts'
import { queryOf } from '../../../../../lib/feed-address.ts'
import { ask } from '../../../../../lib/graphql.ts'
import { readPage } from '../../../../../lib/read-page.ts'
import { requireEditor } from '../../../../../lib/require-editor.ts'
import { editActorHref, mergeActorHref } from '../../../../../lib/subject-address.ts'
import { words } from '../../../../../lib/words.ts'
import { mergeActor } from './actions.ts'

const actorsMerged = graphql(`
  query ActorsMerged($from: String!, $into: String!) {
    from: entity(slug: $from) {
      id
      slug
      name
      articles(first: 1) {
        totalCount
        totalCountIsExact
      }
    }
    into: entity(slug: $into) {
      id
      slug
      name
    }
  }
`)

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('editing'))('mergeTitle'), robots: { index: false } }
}

/** Says what a merge does, and asks for it once more. */
export default async function MergeActorPage({ params, searchParams }: Props) {
  await requireEditor()
  const { slug } = await params
  const other = new URLSearchParams(queryOf(await searchParams)).get('into') ?? ''
  const data = await readPage(ask(actorsMerged, { from: slug, into: other }))
  if (data === 'unavailable') return <Unavailable retry={mergeActorHref(slug, other)} />
  const { from, into } = data ?? {}
  if (!from || !into) notFound()
  if (from.slug !== slug || from.id === into.id) redirect(editActorHref(from.slug))
  const t = await words('editing')
  const names = { name: from.name, into: into.name }
  const { totalCount: count, totalCountIsExact } = from.articles
  return (
    <EditingFrame title={t('confirmTitle', names)} slug={slug} name={from.name}>
      <ul className="list-disc space-y-2 pl-5 leading-relaxed marker:text-edge">
        <li>{t(totalCountIsExact ? 'confirm.articles' : 'confirm.many', { ...names, count })}</li>
        <li>{t('confirm.address', names)}</li>
        <li>{t('confirm.undo', { into: into.name })}</li>
      </ul>
      <ActionForm action={mergeActor}>
        <input type="hidden" name="from" value={from.id} />
        <input type="hidden" name="into" value={into.id} />
        <input type="hidden" name="name" value={from.name} />
        <FormField
          name="reason"
          autoComplete="off"
          maxLength={300}
          label={t('reason')}
          hint={t('reasonHint')}
        />
        <p className="flex flex-wrap items-center gap-6">
          <SubmitButton pending={t('merging')}>{t('merge', { into: into.name })}</SubmitButton>
          <a href={editActorHref(slug)} className="text-accent underline underline-offset-4">
            {t('cancel')}
          </a>
        </p>
      </ActionForm>
    </EditingFrame>
  )
}
