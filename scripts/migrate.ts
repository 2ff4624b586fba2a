import { migrate } from '@courant/prisma/migrate'
import { readSettings } from './env.ts'

/** `npm run migrate`: for installations whose apps are not started by `npm start`. */
const { databaseUrl } = readSettings()
if (databaseUrl) {
  const applied = await migrate(databaseUrl)
  for (const name of applied) console.log(`applied ${name}`)
  if (applied.length === 0) console.log('the database is up to date')
} else {
  console.error('DATABASE_URL is not set. The embedded database is migrated by npm start.')
  process.exitCode = 1
}
