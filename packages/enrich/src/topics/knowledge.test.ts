import { describe, expect, it } from 'vitest'

import decoys from '../../knowledge/topic-decoys.json' with { type: 'json' }
import { knowledge } from '../knowledge/knowledge.ts'
import { cueFiles } from './cue-files.ts'
import { currentCode, lineOf } from './tree.ts'

const { topics } = knowledge
const byCode = new Map(topics.map((topic) => [topic.code, topic]))

describe('the Media Topics', () => {
  it('are 17 topmost ones and at least 120 below them', () => {
    const topmost = topics.filter(({ parentCode, retiredAt }) => !parentCode && !retiredAt)
    expect(topmost.map(({ code }) => code)).toEqual(
      Array.from({ length: 17 }, (_, at) => `${String(at + 1).padStart(2, '0')}000000`),
    )
    expect(topics.length - topmost.length).toBeGreaterThanOrEqual(120)
  })

  it('have each a code and a slug of their own, and a label in both languages', () => {
    expect(new Set(topics.map(({ code }) => code)).size).toBe(topics.length)
    expect(new Set(topics.map(({ slug }) => slug)).size).toBe(topics.length)
    for (const { code, slug, label, labelDe } of topics) {
      expect(code).toMatch(/^\d{8}$/)
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(label && labelDe).toBeTruthy()
    }
  })

  it('lead up to a topmost one, without a circle', () => {
    for (const { code } of topics) {
      let above = byCode.get(code)
      for (let steps = 0; above?.parentCode; steps++) {
        expect(steps).toBeLessThan(6)
        above = byCode.get(above.parentCode)
      }
      expect(above?.code).toMatch(/^\d\d000000$/)
    }
  })

  it('are replaced, where they were retired, by one in use', () => {
    const retired = topics.filter(({ retiredAt }) => retiredAt !== null)
    expect(retired.length).toBeGreaterThan(0)
    for (const { code, replacedByCode } of retired) {
      expect(byCode.has(replacedByCode ?? code)).toBe(true)
      expect(currentCode(code)).not.toBe(code)
      expect(byCode.get(currentCode(code) ?? '')?.retiredAt).toBeNull()
    }
  })
})

describe('the cues', () => {
  it('are there for each topmost topic, in both languages', () => {
    const without = topics.filter(
      ({ code, slug, parentCode }) =>
        parentCode === null &&
        Object.keys(cueFiles.get(slug)?.[code] ?? {})
          .toSorted()
          .join() !== 'de,en',
    )
    expect(without.map(({ slug }) => slug)).toEqual([])
  })

  it('belong to codes below the topic of their file', () => {
    const elsewhere = [...cueFiles].flatMap(([slug, file]) =>
      Object.keys(file).filter((code) => byCode.get(lineOf(code)[0] ?? '')?.slug !== slug),
    )
    expect(elsewhere).toEqual([])
  })

  it('weigh 1 to 5, and stand once in a code and language', () => {
    const repeated: string[] = []
    for (const file of cueFiles.values()) {
      for (const [code, languages] of Object.entries(file)) {
        for (const [language, weights] of Object.entries(languages)) {
          for (const weight of Object.keys(weights)) expect(weight).toMatch(/^[1-5]$/)
          const all = Object.values(weights).flat()
          const twice = all.filter((cue, at) => all.indexOf(cue) !== at)
          repeated.push(...twice.map((cue) => `${code} ${language} ${cue}`))
        }
      }
    }
    expect(repeated).toEqual([])
  })

  it('are no decoys', () => {
    for (const language of ['en', 'de'] as const) {
      const cues = new Set(
        [...cueFiles.values()].flatMap((file) =>
          Object.values(file).flatMap((languages) =>
            Object.values(languages[language] ?? {}).flat(),
          ),
        ),
      )
      expect(decoys[language].filter((decoy) => cues.has(decoy))).toEqual([])
    }
  })
})
