import { describe, expect, it } from 'vitest'

import { type Answer, createAnswers } from './answers.ts'

const answer = (text: string): Answer => ({ data: text, cost: 1 })
const oneMegabyte = 2 ** 20

/** Something to be made, when it is let. */
function held(): {
  make: () => Promise<Answer>
  finish: (made: Answer) => void
  made: () => number
} {
  let finish: (made: Answer) => void = () => {}
  const promise = new Promise<Answer>((resolve) => {
    finish = resolve
  })
  let count = 0
  const make = () => {
    count += 1
    return promise
  }
  return { make, finish, made: () => count }
}

describe('createAnswers', () => {
  it('makes an answer once for all who ask at once, and for those who ask later', async () => {
    const answers = createAnswers(oneMegabyte)
    const { make, finish, made } = held()
    const asked = [answers.getOrMake('key', make), answers.getOrMake('key', make)]
    finish(answer('one'))
    expect(await Promise.all(asked)).toEqual([answer('one'), answer('one')])
    expect(answers.get('key')).toEqual(answer('one'))
    expect(made()).toBe(1)
  })

  it('does not keep what was begun before something was written, nor give it to who asks after', async () => {
    const answers = createAnswers(oneMegabyte)
    const old = held()
    const before = answers.getOrMake('key', old.make)
    answers.forget('articles')
    const after = answers.getOrMake('key', async () => answer('new'))
    old.finish(answer('old'))
    expect(await before).toEqual(answer('old'))
    expect(await after).toEqual(answer('new'))
    expect(answers.get('key')).toEqual(answer('new'))
  })

  it('keeps nothing while nobody would say what is written', async () => {
    const answers = createAnswers(oneMegabyte)
    await answers.getOrMake('key', async () => answer('one'))
    answers.distrust()
    await answers.getOrMake('key', async () => answer('two'))
    expect(answers.get('key')).toBeUndefined()
    answers.forget('articles')
    await answers.getOrMake('key', async () => answer('three'))
    expect(answers.get('key')).toEqual(answer('three'))
  })

  it('has everybody make their own where the first one failed or has nothing to keep', async () => {
    const answers = createAnswers(oneMegabyte)
    const failing = answers.getOrMake('key', () => Promise.reject(new Error('no')))
    const waiting = answers.getOrMake('key', async () => null)
    await expect(failing).rejects.toThrow('no')
    expect(await waiting).toBeNull()
    expect(answers.get('key')).toBeUndefined()
  })

  it('stays within its memory', async () => {
    const answers = createAnswers(oneMegabyte)
    for (let at = 0; at < 200; at += 1) {
      await answers.getOrMake(`key ${at}`, async () => answer('x'.repeat(20_000)))
    }
    expect(answers.size()).toBeLessThanOrEqual(oneMegabyte)
    expect(answers.get('key 199')).toBeDefined()
    expect(answers.get('key 0')).toBeUndefined()
  })
})
