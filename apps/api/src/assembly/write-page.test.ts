import { Prisma } from '@courant/prisma'
import { updateEntity, updateTakeaway } from '@courant/feed'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { mention, startTestApi, type TestApi } from '../api.fixture.ts'

const query = `{ articles { nodes {
  headline takeaways { text } actors { entity { name } } story { articleCount }
} } }`
/** From the commit to the next answer; on a busy machine the bell is heard later. */
const soon = { timeout: 10_000, interval: 5 }

describe('articles that are kept as they were written', () => {
  let test: TestApi
  let id: string
  beforeAll(async () => {
    test = await startTestApi({ ARTICLE_CACHE: '8' })
    id = await test.save({
      key: 'harbour',
      headline: 'Harbour opens',
      mentions: [mention('acme')],
      takeaways: [{ text: 'It opens.', origin: 'PUBLISHER', model: null, evidence: null }],
    })
  })
  afterAll(() => test.close())

  const shown = async () => JSON.stringify((await test.query(query)).data)

  /** Behind everybody's back, so that what is kept shows as it was. */
  async function setHeadline(headline: string): Promise<void> {
    await test.db.$executeRaw(
      Prisma.sql`UPDATE article SET headline = ${headline} WHERE id = ${id}::uuid`,
    )
  }

  it('are shown again when others come', async () => {
    await vi.waitFor(async () => {
      await shown()
      await setHeadline('Never seen')
      await test.save({ headline: 'Another' })
      const page = await shown()
      await setHeadline('Harbour opens')
      expect(page).toContain('Another')
      expect(page).toContain('Harbour opens')
    }, soon)
  })

  it('are written anew when they are revised, at once', async () => {
    await shown()
    await test.save({ key: 'harbour', headline: 'Harbour closes', mentions: [mention('acme')] })
    expect(await shown()).toContain('Harbour closes')
  })

  it('are written anew when their story grows, at once', async () => {
    const story = await test.db.story.create({
      data: { firstSeenAt: new Date(), lastSeenAt: new Date(), articleCount: 2 },
    })
    await test.db.article.update({ where: { id }, data: { storyId: story.id } })
    expect(await shown()).toContain('"articleCount":2')
    await test.db.story.update({ where: { id: story.id }, data: { articleCount: 3 } })
    expect(await shown()).toContain('"articleCount":3')
  })

  it('are written anew when a name changes', async () => {
    await shown()
    await updateEntity(test.db, 'acme', { name: 'Acme Corporation' })
    await vi.waitFor(async () => expect(await shown()).toContain('"Acme Corporation"'), soon)
  })

  it('are written anew when an editor changes a takeaway', async () => {
    const articleId = await test.save({
      headline: 'Taken away',
      takeaways: [{ text: 'As it was.', origin: 'PUBLISHER', model: null, evidence: null }],
    })
    expect(await shown()).toContain('As it was.')
    const takeaway = await test.db.takeaway.findFirstOrThrow({ where: { articleId } })
    await updateTakeaway(test.db, takeaway.id, { text: 'As it is.' })
    await vi.waitFor(async () => expect(await shown()).toContain('As it is.'), soon)
  })
})
