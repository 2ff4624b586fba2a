/** Counts of one period: of all articles, and of those in question. */
export interface PeriodCount {
  articles: number
  total: number
}

export interface Significance {
  /** How far the present stands out from the past, in smoothed standard deviations. */
  score: number
  /** How many articles the past lets one expect. */
  expected: number
}

/** Fewer articles than this are noise: as many are added to what is expected and to how it varies. */
export const noise = 3
/** In periods: what lies so far back counts half. */
const halfLife = 7
const alpha = 1 - 0.5 ** (1 / halfLife)

/**
 * How much something stands out against its own past: the measure of SigniTrend (Schubert, Weiler, Kriegel,
 * "SigniTrend: Scalable Detection of Emerging Topics in Textual Streams by Hashed Significance Thresholds",
 * KDD 2014, https://doi.org/10.1145/2623330.2623740). The share of articles in the present period is held
 * against the exponentially weighted mean and deviation of that share in the past; a bias, the share of three
 * articles, keeps what is rare from standing out by chance. Shares, so that a weekend is no decline of all. Added
 * to it: what never varied in a short past still varies as counts do by chance (Poisson).
 * @param past oldest first; periods without any article say nothing and are passed over
 */
export function significanceOf(present: PeriodCount, past: readonly PeriodCount[]): Significance {
  if (present.total === 0) return { score: 0, expected: 0 }
  let mean: number | null = null
  let variance = 0
  for (const { articles, total } of past) {
    if (total === 0) continue
    const share = articles / total
    const distance: number = share - (mean ?? share)
    mean = (mean ?? share) + alpha * distance
    variance = (1 - alpha) * (variance + alpha * distance ** 2)
  }
  const usual = mean ?? 0
  const bias = noise / present.total
  const share = present.articles / present.total
  return {
    score: (share - Math.max(usual, bias)) / (Math.sqrt(variance + usual / present.total) + bias),
    expected: usual * present.total,
  }
}
