import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Every Prisma command, `generate` too, runs a schema engine, which Prisma downloads from outside
// the npm registry. Ours comes from the registry, so a closed network can build Courant. To use
// Prisma's own: PRISMA_SCHEMA_ENGINE_BINARY= (empty) or a path. Windows cannot execute a script.
if (process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
    new URL('engine/schema-engine.mjs', import.meta.url),
  )
}

const url = process.env.DATABASE_URL

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  // `generate` and `diff --from-empty` need no database.
  ...(url ? { datasource: { url } } : {}),
})
