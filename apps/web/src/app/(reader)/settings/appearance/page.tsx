import { cookies } from 'next/headers'

import { CheckField } from '../../../../components/form/CheckField.tsx'
import { FieldGroup } from '../../../../components/form/FieldGroup.tsx'
import { SubmitButton } from '../../../../components/form/SubmitButton.tsx'
import { SettingsPage } from '../../../../components/settings/SettingsPage.tsx'
import { densities, keyChoices, readerAppearance, themes } from '../../../../lib/appearance.ts'
import { languageNames, languages } from '../../../../lib/languages.ts'
import { settingsTitle } from '../../../../lib/settings-title.ts'
import { languageCookie, words } from '../../../../lib/words.ts'
import { setAppearance } from './actions.ts'

export const generateMetadata = () => settingsTitle('appearance')

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** How the pages look in this browser, and which language they speak. */
export default async function AppearancePage({ searchParams }: Props) {
  const [t, { theme, density, keys }, jar] = await Promise.all([
    words('settings'),
    readerAppearance(),
    cookies(),
  ])
  const language = jar.get(languageCookie)?.value ?? ''
  return (
    <SettingsPage section="appearance" intro={t('appearance.intro')} searchParams={searchParams}>
      <form
        key={`${theme} ${density} ${keys} ${language}`}
        action={setAppearance}
        className="max-w-measure space-y-8"
      >
        <FieldGroup name="theme" legend={t('appearance.theme')}>
          {themes.map((value) => (
            <CheckField
              key={value}
              type="radio"
              name="theme"
              value={value}
              checked={value === theme}
              label={t(`appearance.themes.${value}`)}
            />
          ))}
        </FieldGroup>
        <FieldGroup name="density" legend={t('appearance.density')}>
          {densities.map((value) => (
            <CheckField
              key={value}
              type="radio"
              name="density"
              value={value}
              checked={value === density}
              label={t(`appearance.densities.${value}`)}
            />
          ))}
        </FieldGroup>
        <FieldGroup name="language" legend={t('appearance.language')}>
          <CheckField
            type="radio"
            name="language"
            value=""
            checked={language === ''}
            label={t('appearance.languageAuto')}
          />
          {languages.map((value) => (
            <CheckField
              key={value}
              type="radio"
              name="language"
              value={value}
              checked={value === language}
              label={<span lang={value}>{languageNames[value]}</span>}
            />
          ))}
        </FieldGroup>
        <FieldGroup name="keys" legend={t('appearance.keys')}>
          {keyChoices.map((value) => (
            <CheckField
              key={value}
              type="radio"
              name="keys"
              value={value}
              checked={value === keys}
              label={t(`appearance.keyChoices.${value}`)}
              hint={value === 'on' ? t('appearance.keysHint') : undefined}
            />
          ))}
        </FieldGroup>
        <SubmitButton pending={t('saving')}>{t('save')}</SubmitButton>
      </form>
    </SettingsPage>
  )
}
