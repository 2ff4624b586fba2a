// @ts-check
import { readFile } from 'node:fs/promises'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { createDatabase, databaseName, requireUrl } from './database.mjs'
import { openAdapterFactory } from './adapter.mjs'

/** @typedef {import('./database.mjs').Datasource} Datasource */

let panicMessage = ''

/** Node 20 cannot import WebAssembly as a module, so what the package's entry does is done here. */
export async function loadEngine() {
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'))
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      /** @param {string} message */
      set_message(message) {
        panicMessage = message
      },
    },
  })
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': glue,
  })
  // oxlint-disable-next-line no-underscore-dangle -- the generated glue's own name
  glue.__wbg_set_wasm(instance.exports)
  const { __wbindgen_start: start } = instance.exports
  if (typeof start === 'function') start()
}

/**
 * @param {[path: string, content: string][]} datamodels
 * @param {Datasource} datasource
 * @returns {(method: string, params: any) => Promise<unknown>} calls one method of the engine
 */
export function createCaller(datamodels, datasource) {
  return async (method, params) => {
    if (method === 'createDatabase') {
      const url = params?.datasource?.url ?? requireUrl(datasource)
      await createDatabase(url, databaseName(url))
      return { databaseName: databaseName(url) }
    }
    const adapters = openAdapterFactory(datasource)
    try {
      // A new engine for each call: one that has failed may not be used again.
      /** @type {Record<string, any>} */
      const engine = await glue.SchemaEngine.new(
        { datamodels: datamodels.length > 0 ? datamodels : undefined },
        () => {},
        adapters.factory,
      )
      if (method === 'getDatabaseVersion') return await engine.version(params)
      if (method === 'evaluateDataLoss' || method === 'createMigration') {
        // These two are given no shadow database in the WebAssembly engine, but they find the
        // replayed history that devDiagnostic leaves in the same engine.
        await engine.devDiagnostic({
          migrationsList: params.migrationsList,
          filters: params.filters,
        })
      }
      return (await engine[method](params)) ?? null
    } catch (error) {
      if (panicMessage) throw Object.assign(new Error(panicMessage), { isPanic: true })
      throw adapters.original(error)
    } finally {
      await adapters.close()
    }
  }
}
