#!/usr/bin/env node
// @ts-check
// Stands in for the schema engine that Prisma's commands start as a program of their own and would
// otherwise download. It speaks that program's command line and its JSON-RPC on stdio, and hands the
// work to the same engine as WebAssembly, which comes from the npm registry.
// Why: docs/decisions/0001-prisma-without-downloads.md
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { version } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { runDatabaseCommand } from './database-command.mjs'
import { createCaller, loadEngine } from './engine.mjs'
import { serve } from './rpc.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  // Prisma passes more options than these; the others have no meaning to the WebAssembly engine.
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
})

/** @type {import('./database.mjs').Datasource} */
const datasource = typeof values.datasource === 'string' ? JSON.parse(values.datasource) : {}

if (values.version) {
  await loadEngine()
  console.log(`schema-engine-wasm ${version()}`)
} else if (positionals[0] === 'cli') {
  process.exitCode = await runDatabaseCommand(positionals[1], datasource)
} else {
  const paths = (values.datamodels ?? []).map(String)
  const datamodels = paths.map(
    (path) => /** @type {[string, string]} */ ([path, readFileSync(path, 'utf8')]),
  )
  await loadEngine()
  await serve(process.stdin, process.stdout, createCaller(datamodels, datasource))
}
