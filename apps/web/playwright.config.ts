import { existsSync } from 'node:fs'

import { defineConfig, devices } from '@playwright/test'

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  // The tests share one database and one machine with everything that is tested.
  workers: 1,
  timeout: 120_000,
  // An action asks the API, and the page is rendered after it: on a busy machine both take their time.
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'e2e-results.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 1000 },
    baseURL: process.env.E2E_WEB_URL,
    // Each test opens the pages for the first time, and most would only start a worker for nobody.
    serviceWorkers: 'block',
    launchOptions: {
      // Without one of these, Playwright looks for the browser that it downloads itself.
      executablePath: process.env.CHROMIUM_PATH ?? usualPlaces.find((path) => existsSync(path)),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    // Pictures of every step would take a tenth of the time, on a machine that draws without a GPU.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
})
