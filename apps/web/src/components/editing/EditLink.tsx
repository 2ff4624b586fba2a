import { editActorHref } from '../../lib/subject-address.ts'
import { currentReader } from '../../lib/viewer.ts'
import { words } from '../../lib/words.ts'
import { subjectLink } from '../subject/SubjectHeading.tsx'

/** The way to where an actor is described and merged, for those who may. */
export async function EditLink({ slug }: { slug: string }) {
  if (!(await currentReader())?.scopes.includes('ENTITIES_WRITE')) return null
  const t = await words('editing')
  return (
    <li>
      <a href={editActorHref(slug)} className={subjectLink}>
        {t('edit')}
      </a>
    </li>
  )
}
