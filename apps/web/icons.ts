import { mkdir } from 'node:fs/promises'

import { chromium } from '@playwright/test'

import config from './playwright.config.ts'

/**
 * `tsx icons.ts` draws the icons of an installed Courant anew, from the mark of src/app/icon.svg. The drawn
 * files are committed: they change as seldom as the mark does, and a build needs no browser.
 */
const mark = `
  <g fill="none" stroke="#f4fbfb" stroke-width="3.6" stroke-linecap="round">
    <path d="M25.5 9.2A11.6 11.6 0 1 0 25.5 22.8" />
    <path d="M11.5 13.2c2.6-2 5.2-2 7.8 0s5.2 2 7.8 0" stroke-width="2.6" />
    <path d="M11.5 18.8c2.6-2 5.2-2 7.8 0s5.2 2 7.8 0" stroke-width="2.6" />
  </g>`

/** Each with how much of its side the mark takes: a mask may cut off all but the inner four fifths. */
const icons = [
  { file: 'public/icons/192.png', size: 192, share: 0.72, corner: 7 },
  { file: 'public/icons/512.png', size: 512, share: 0.72, corner: 7 },
  { file: 'public/icons/maskable-512.png', size: 512, share: 0.56, corner: 0 },
  { file: 'src/app/apple-icon.png', size: 180, share: 0.66, corner: 0 },
]

await mkdir('public/icons', { recursive: true })
const browser = await chromium.launch(config.use?.launchOptions)
const page = await browser.newPage()
for (const { file, size, share, corner } of icons) {
  const rest = (32 - 32 * share) / 2
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<body style="margin:0">
    <svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32">
      <rect width="32" height="32" rx="${corner}" fill="#00606b" />
      <g transform="translate(${rest} ${rest}) scale(${share})">${mark}</g>
    </svg>`)
  await page.screenshot({ path: file, omitBackground: true })
}
await browser.close()
