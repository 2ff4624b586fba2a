import { currentReader } from '../../lib/viewer.ts'
import { act } from './actions.ts'
import { deedForm } from './DeedButton.tsx'
import { NoticeBar } from './NoticeBar.tsx'

/** What the pages of a reader need besides their content: where their buttons belong, and what was done. */
export async function ReaderFrame() {
  if (!(await currentReader())) return null
  return (
    <>
      <form id={deedForm} action={act} hidden data-quiet />
      <NoticeBar />
    </>
  )
}
