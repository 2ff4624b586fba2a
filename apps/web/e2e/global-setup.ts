import { startStack } from './stack.ts'

/** Starts database, api and web for all tests; what it returns stops them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await startStack()
  process.env.E2E_WEB_URL = stack.webUrl
  process.env.E2E_DATABASE_URL = stack.databaseUrl
  process.env.E2E_API_KEY = stack.apiKey
  return stack.stop
}
