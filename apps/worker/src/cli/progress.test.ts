import { PassThrough } from 'node:stream'

import { afterEach, describe, expect, test, vi } from 'vitest'

import { startProgress } from './progress.ts'

/** Stands for a terminal, or for a file that output is written to. */
function stream(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 })
  const chunks: string[] = []
  output.on('data', (chunk: Buffer) => chunks.push(String(chunk)))
  return { stream: output as unknown as NodeJS.WriteStream, written: () => chunks.join('') }
}

const said: string[] = []
vi.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0)
afterEach(() => said.splice(0))

describe('progress', () => {
  test('is shown to whoever watches, and results stay whole lines', () => {
    const terminal = stream(true)
    const progress = startProgress('Reading', { stream: terminal.stream })
    progress.at(1, 3, 'Gazette')
    progress.say('gazette: added 1')
    progress.at(2, 3, 'Courier')
    progress.stop()
    progress.stop()
    expect(terminal.written()).toContain('Reading')
    expect(terminal.written()).toContain('1/3 Gazette')
    expect(said).toEqual(['gazette: added 1\n'])
  })

  test.each([
    ['a file', false, false],
    ['a script', true, true],
  ])('is not shown to %s', (_, isTTY, json) => {
    const output = stream(isTTY)
    const progress = startProgress('Reading', { json, stream: output.stream })
    progress.at(1, 3, 'Gazette')
    progress.say('gazette: added 1')
    progress.stop()
    expect(output.written()).toBe('')
    expect(said).toEqual(['gazette: added 1\n'])
  })
})
