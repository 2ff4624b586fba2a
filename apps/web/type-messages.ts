import { readdir, readFile, writeFile } from 'node:fs/promises'

/**
 * Gathers the words of both languages, area by area, and writes the English ones into a type, each as the
 * text that it is: so the compiler knows every key, and which values a message wants.
 */
const names = (await readdir('src/messages/en')).filter((name) => name.endsWith('.json'))
const areas = names.map((name) => name.replace('.json', '')).toSorted()
const english = await Promise.all(
  areas.map(async (area) => {
    const words: unknown = JSON.parse(await readFile(`src/messages/en/${area}.json`, 'utf8'))
    return `  '${area}': ${JSON.stringify(words)}`
  }),
)
const imports = ['en', 'de'].flatMap((language) =>
  areas.map(
    (area, index) => `import ${language}${index} from '../messages/${language}/${area}.json'`,
  ),
)
const gathered = ['en', 'de'].map((language) => {
  const members = areas.map((area, index) => `'${area}': ${language}${index}`)
  return `  ${language}: { ${members.join(', ')} },`
})

await writeFile(
  'src/generated/messages.ts',
  `${imports.join('\n')}

export interface Messages {
${english.join('\n')}
}

export const messages = {
${gathered.join('\n')}
}
`,
)
