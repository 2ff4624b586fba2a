import { PassThrough } from 'node:stream'

import { describe, expect, test } from 'vitest'

import { startProgress } from './progress.ts'

/** Stands for a terminal, or for a file that output is written to. */
function terminalOn(isTTY: boolean) {
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 80 })
  const written: string[] = []
  stderr.on('data', (chunk: Buffer) => written.push(String(chunk)))
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  return {
    terminal: { say, stderr: stderr as unknown as NodeJS.WriteStream },
    said,
    written: () => written.join(''),
  }
}

describe('progress', () => {
  test('is shown to whoever watches, and results stay whole lines', () => {
    const { terminal, said, written } = terminalOn(true)
    const progress = startProgress('Reading', { terminal })
    progress.at(1, 3, 'Gazette')
    progress.say('gazette: added 1')
    progress.at(2, 3, 'Courier')
    progress.stop()
    progress.stop()
    expect(written()).toContain('Reading')
    expect(written()).toContain('1/3 Gazette')
    expect(said).toEqual(['gazette: added 1'])
  })

  test.each([
    ['a file', false, false],
    ['a script', true, true],
  ])('is not shown to %s', (_, isTTY, json) => {
    const { terminal, said, written } = terminalOn(isTTY)
    const progress = startProgress('Reading', { json, terminal })
    progress.at(1, 3, 'Gazette')
    progress.say('gazette: added 1')
    progress.stop()
    expect(written()).toBe('')
    expect(said).toEqual(['gazette: added 1'])
  })
})
