import type { Cost } from '../limits/budget.ts'
import type { Answer } from './answers.ts'

/** Each answer as it begins, turned into bytes once. */
const beginnings = new WeakMap<Answer, Buffer>()

/** The answer as it is sent, with what it costs whoever asks. */
export function bytesOf(answer: Answer, cost: Cost): Buffer {
  let beginning = beginnings.get(answer)
  if (!beginning) beginnings.set(answer, (beginning = Buffer.from(`{"data":${answer.data}`)))
  return Buffer.concat([beginning, Buffer.from(`,"extensions":${JSON.stringify({ cost })}}\n`)])
}
