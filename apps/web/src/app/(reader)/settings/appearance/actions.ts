'use server'

import { redirect } from 'next/navigation'

import {
  chosenOf,
  densities,
  densityCookie,
  keepChoice,
  themeCookie,
  themes,
} from '../../../../lib/appearance.ts'
import { textOf } from '../../../../lib/form-text.ts'
import { languages } from '../../../../lib/languages.ts'
import { settingsDone } from '../../../../lib/settings-done.ts'
import { languageCookie } from '../../../../lib/words.ts'

/** Keeps what was chosen in the browser, for a year. */
export async function setAppearance(form: FormData): Promise<void> {
  await keepChoice(themeCookie, chosenOf(themes, textOf(form, 'theme')))
  await keepChoice(densityCookie, chosenOf(densities, textOf(form, 'density')))
  await keepChoice(languageCookie, chosenOf(['', ...languages], textOf(form, 'language')))
  redirect(settingsDone('/settings/appearance', 'appearance'))
}
