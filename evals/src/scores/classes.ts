import { f1, share } from './counts.ts'

/** A document's true class and the one it was given; null for none. */
export interface Decision {
  truth: string
  given: string | null
}

export function accuracy(decisions: readonly Decision[]): number {
  return share(decisions.filter(({ truth, given }) => truth === given).length, decisions.length)
}

/** The mean of the F1 of every class there is in truth, each counting alike. */
export function macroF1(decisions: readonly Decision[]): number {
  const classes = [...new Set(decisions.map(({ truth }) => truth))]
  const scores = classes.map((one) => {
    const own = decisions.filter(({ truth }) => truth === one)
    const right = own.filter(({ given }) => given === one).length
    const wrong = decisions.filter(({ truth, given }) => given === one && truth !== one).length
    return f1({ right, wrong, missed: own.length - right })
  })
  return share(
    scores.reduce((sum, score) => sum + score, 0),
    scores.length,
  )
}
