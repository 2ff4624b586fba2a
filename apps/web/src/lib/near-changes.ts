interface Compared {
  change: string
}

/** How many paragraphs that were kept are shown on either side of a change. */
const around = 1

/** The changes of a text with what stands next to them; where more was kept, how many paragraphs. */
export function nearChanges<Paragraph extends Compared>(
  paragraphs: readonly Paragraph[],
): (Paragraph | number)[] {
  const near = paragraphs.map((_, index) =>
    paragraphs
      .slice(Math.max(0, index - around), index + around + 1)
      .some(({ change }) => change !== 'KEPT'),
  )
  const shown: (Paragraph | number)[] = []
  for (const [index, paragraph] of paragraphs.entries()) {
    const last = shown.at(-1)
    if (near[index]) shown.push(paragraph)
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1
    else shown.push(1)
  }
  return shown
}
