/** What was found of what should have been. */
export interface Counts {
  right: number
  /** Found and wrong. */
  wrong: number
  /** Not found. */
  missed: number
}

/** Share of the found that is right; 0 where nothing was found. */
export function precision({ right, wrong }: Counts): number {
  return share(right, right + wrong)
}

/** Share of what should be found that was; 0 where there is nothing to find. */
export function recall({ right, missed }: Counts): number {
  return share(right, right + missed)
}

/** Harmonic mean of precision and recall. */
export function f1({ right, wrong, missed }: Counts): number {
  return share(2 * right, 2 * right + wrong + missed)
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
