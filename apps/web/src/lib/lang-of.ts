/** The `lang` of an element whose text is in a language as the API tells it; nothing where it is not known. */
export function langOf(language: string): string | undefined {
  return language === 'und' ? undefined : language
}
