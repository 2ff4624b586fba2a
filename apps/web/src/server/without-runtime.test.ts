import { expect, it } from 'vitest'

import { withoutRuntime } from './without-runtime.ts'

it.each([
  [
    'a script of Next',
    '<p>a</p><script src="/_next/static/chunks/1.js" async=""></script>',
    '<p>a</p>',
  ],
  [
    'one with more attributes before its address',
    '<script nonce="x" noModule="" src="/_next/static/chunks/2.js"></script><p>a</p>',
    '<p>a</p>',
  ],
  [
    'the start of the second copy',
    '<p>a</p><script>(self.__next_f=self.__next_f||[]).push([0])</script>',
    '<p>a</p>',
  ],
  [
    'the second copy, over lines and with markup in it',
    '<p>a</p><script nonce="x">self.__next_f.push([1,"\\u003cp>\n<b>a</b>"])</script><p>b</p>',
    '<p>a</p><p>b</p>',
  ],
  [
    'the start of it all',
    '<script id="_R_">(globalThis["TURBOPACK"] || []).push({"otherChunks":[]})</script><p>a</p>',
    '<p>a</p>',
  ],
  [
    'the preloading of a script',
    '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/1.js"/><p>a</p>',
    '<p>a</p>',
  ],
])('takes out %s', (_what, html, expected) => {
  expect(withoutRuntime(html)).toBe(expected)
})

it.each([
  ['data', '<script type="application/ld+json">{"headline":"self.__next_f"}</script>'],
  ['our own script', '<script type="module" src="/client/main-1.js"></script>'],
  ['a style sheet', '<link rel="stylesheet" href="/_next/static/chunks/1.css"/>'],
  ['a font', '<link rel="preload" href="/_next/static/media/a.woff2" as="font" crossorigin=""/>'],
  ['text about it', '<p>&lt;script src="/_next/static/1.js"&gt;&lt;/script&gt;</p>'],
])('leaves %s', (_what, html) => {
  expect(withoutRuntime(html)).toBe(html)
})
