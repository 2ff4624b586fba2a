import type { Page } from '@playwright/test'

/** Asks the API, by way of the web server, beside the page. */
export async function askApi<Data>(
  page: Page,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const response = await page.request.post('/graphql', { data: { query, variables } })
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown }
  if (!data) throw new Error(`The API refused: ${JSON.stringify(errors)}`)
  return data
}
