import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What of a page keeps somebody out, by WCAG 2.2 AA and good practice. */
export async function violations(page: Page): Promise<string[]> {
  return found(
    new AxeBuilder({ page }).withTags([
      'wcag2a',
      'wcag2aa',
      'wcag21a',
      'wcag21aa',
      'wcag22aa',
      'best-practice',
    ]),
  )
}

/** What of its colours does: all that another theme of a page can change. */
export async function colourViolations(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']))
}

async function found(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)
}
