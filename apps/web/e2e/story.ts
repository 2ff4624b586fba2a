import type { Page } from '@playwright/test'

import { askApi } from './ask.ts'

/** The address of a story of the sample articles that several sources tell. */
export async function aStory(page: Page): Promise<string> {
  const { stories } = await askApi<{ stories: { nodes: { id: string }[] } }>(
    page,
    '{ stories(first: 1) { nodes { id } } }',
  )
  const [story] = stories.nodes
  if (!story) throw new Error('The sample articles tell no story.')
  return `/stories/${story.id}`
}
