import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What of a page keeps somebody out, by WCAG 2.2 AA and good practice. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)
}
