import localFont from 'next/font/local'

// Optional: a first visit on a slow line keeps the fallback of the same metrics, and nothing moves.
const newsreader = localFont({
  src: '../../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2',
  variable: '--font-newsreader',
  display: 'optional',
  weight: '200 800',
  adjustFontFallback: 'Times New Roman',
  fallback: ['Georgia', 'Times New Roman', 'serif'],
})
const newsreaderExtended = localFont({
  src: '../../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2',
  variable: '--font-newsreader-extended',
  display: 'optional',
  weight: '200 800',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA, U+1D00-1DBF, U+1E00-1E9F' }],
})

/** The class that makes both known to the styles below it. */
export const fontVariables = `${newsreader.variable} ${newsreaderExtended.variable}`
