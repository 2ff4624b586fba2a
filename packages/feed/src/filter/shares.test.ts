import { expect, it } from 'vitest'

import { createShares } from './shares.ts'

it('an id that more articles bear has the larger share, and one that none bears has some', () => {
  const shares = createShares()
  for (let n = 0; n < 10; n += 1) shares.count(n < 3 ? ['common', 'rare'] : ['common'])
  const [common, rare, unseen] = ['common', 'rare', 'never'].map(shares.of)
  expect(common).toBeGreaterThan(rare!)
  expect(rare).toBeGreaterThan(unseen!)
  expect(unseen).toBeGreaterThan(0)
})

it('what came of late counts more than what came before', () => {
  const shares = createShares()
  const bear = (id: string, articles: number) => {
    for (let n = 0; n < articles; n += 1) shares.count([id])
  }
  bear('before', 6_000)
  bear('of late', 5_000)
  expect(shares.of('of late')).toBeGreaterThan(shares.of('before'))
  bear('since', 100_000)
  expect(shares.of('before')).toBe(shares.of('never'))
})
