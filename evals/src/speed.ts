import type { Measurement } from './measurement.ts'
import { share } from './scores/counts.ts'
import type { Watch } from './watch.ts'

/** Articles a second on one core, to two digits: more would change from run to run. */
export function measureSpeed({ articles, seconds }: Watch): Measurement {
  const value = Number(share(articles, seconds).toPrecision(2))
  return {
    rows: [
      {
        what: 'articles a second on one core',
        value,
        key: 'articlesPerSecond',
        floor: 200,
        unit: 'articles a second',
      },
    ],
    misses: [],
  }
}
