'use server'

import { redirect } from 'next/navigation'

import {
  chosenOf,
  densities,
  densityCookie,
  keepChoice,
  keyChoices,
  keysCookie,
  themeCookie,
  themes,
} from '../../../../lib/appearance.ts'
import { textOf } from '../../../../lib/form-text.ts'
import { languages } from '../../../../lib/languages.ts'
import { ownPath } from '../../../../lib/own-path.ts'
import { settingsDone } from '../../../../lib/settings-done.ts'
import { languageCookie } from '../../../../lib/words.ts'

/** Keeps what was chosen in the browser, for a year. */
export async function setAppearance(form: FormData): Promise<void> {
  await keepChoice(themeCookie, chosenOf(themes, textOf(form, 'theme')))
  await keepChoice(densityCookie, chosenOf(densities, textOf(form, 'density')))
  await keepChoice(keysCookie, chosenOf(keyChoices, textOf(form, 'keys')))
  await keepChoice(languageCookie, chosenOf(['', ...languages], textOf(form, 'language')))
  redirect(settingsDone('/settings/appearance', 'appearance'))
}

/** Changes what is given of the looks, and nothing else, and goes on with the page that is read. */
export async function changeLooks(form: FormData): Promise<void> {
  if (form.has('theme')) await keepChoice(themeCookie, chosenOf(themes, textOf(form, 'theme')))
  if (form.has('density')) {
    await keepChoice(densityCookie, chosenOf(densities, textOf(form, 'density')))
  }
  redirect(ownPath(textOf(form, 'next')))
}
