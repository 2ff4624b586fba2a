import type { ShownState } from '../../lib/webhook-state.ts'
import { words } from '../../lib/words.ts'
import { StateMark } from '../sources/StateMark.tsx'

const marks = { ACTIVE: 'OK', FAILING: 'FAILING', PAUSED: 'PAUSED', DISABLED: 'GONE' } as const

/** How a webhook does: a mark, and the word that says the same. */
export async function WebhookMark({ state }: { state: ShownState }) {
  const t = await words('webhooks')
  const well = state === 'ACTIVE' || state === 'PAUSED'
  return (
    <span className={`inline-flex items-baseline gap-2 ${well ? 'text-quiet' : 'font-medium'}`}>
      <StateMark state={marks[state]} alert={!well} />
      {t(`state.${state}`)}
    </span>
  )
}
