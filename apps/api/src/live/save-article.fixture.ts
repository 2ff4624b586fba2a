import { saveArticles } from '@courant/feed'
import { createDb } from '@courant/prisma'

import { draft } from '../api.fixture.ts'

// Run as a process of its own: node --import tsx save-article.fixture.ts URL SOURCE KEY
const [url = '', sourceId = '', key = ''] = process.argv.slice(2)
const db = createDb(url)
await saveArticles(db, [draft(sourceId, { key })])
await db.$disconnect()
