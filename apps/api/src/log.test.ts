import { expect, it } from 'vitest'

import { createLog } from './log.ts'

it('writes one line an entry, whatever is in it', () => {
  const lines: string[] = []
  const log = createLog('info', (line) => lines.push(line))
  const error = Object.assign(new Error('lost'), { code: 'P1001' })
  log.error('Two\nlines\r', { error, position: 7n })
  log.debug('Not wanted at this level')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[^\n]*\n$/)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    message: 'Two\nlines\r',
    error: { name: 'Error', message: 'lost', code: 'P1001', stack: expect.any(String) },
    position: '7',
  })
})
