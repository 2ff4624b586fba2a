import { readFile, realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { type Document, fetchNew, IngestError } from '@courant/ingest'

import type { Env } from '../env.ts'

/** Whether an argument is an address to fetch; anything else is a file. */
export function isAddress(argument: string): boolean {
  return /^https?:\/\//i.test(argument)
}

/** Reads a file or an address that the user named. */
export function readDocument(
  argument: string,
  env: Env & { signal?: AbortSignal },
): Promise<Document> {
  return isAddress(argument) ? fetchNew(argument, env) : readLocalFile(argument, env.workingDir)
}

const fileProblems: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder; name the files in it',
  EACCES: 'this file may not be read',
}

async function readLocalFile(name: string, workingDir: string): Promise<Document> {
  const path = resolve(workingDir, name)
  try {
    const content = await readFile(path)
    return { name, content, url: pathToFileURL(await realpath(path)).href }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const problem = fileProblems[code] ?? `the file cannot be read (${code})`
    throw new IngestError('UNREACHABLE', problem, { document: name, cause })
  }
}
