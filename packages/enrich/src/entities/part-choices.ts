import { type ArticleContext, type Choice, choose } from './disambiguate.ts'
import type { PartNames } from './part-names.ts'

/** A name that was linked: its tokens, whom it names, and why. */
export interface PlacedChoice extends Choice {
  from: number
  to: number
}

export interface PartChoices {
  names: PartNames
  choices: readonly PlacedChoice[]
  /** The choice that a token belongs to, by the token's index. */
  choiceAt: ReadonlyMap<number, PlacedChoice>
}

/** The matches of a part that could be linked, in reading order. */
export function choicesOf(names: PartNames, context: ArticleContext): PartChoices {
  const choices = names.matches.flatMap((match) => {
    const choice = choose(match, names, context)
    return choice === null ? [] : [{ ...choice, from: match.from, to: match.to }]
  })
  const choiceAt = new Map<number, PlacedChoice>()
  for (const choice of choices) {
    for (let at = choice.from; at < choice.to; at++) choiceAt.set(at, choice)
  }
  return { names, choices, choiceAt }
}
