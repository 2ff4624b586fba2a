import { expect, it } from 'vitest'

import { readLabelledCsv } from './labelled.ts'

it.each([
  ['commas, with names of columns', 'text,category\n"Goal, and goal",sport\n', 'Goal, and goal'],
  ['commas, without', 'sport,"Goal, and goal"\n', 'Goal, and goal'],
  ['a semicolon in single quotes', "Sport;'Tor; und noch ''n Tor'\n", "Tor; und noch 'n Tor"],
  ['a semicolon without quotes', "Sport;Das war's\n", "Das war's"],
  ['a semicolon in double quotes', 'label;text\nSport;"Tor; \'s Tor"\n', "Tor; 's Tor"],
  ['tabs', 'label\ttext\nsport\tGoal, and goal\n', 'Goal, and goal'],
])('reads a label and a text: %s', (_, csv, text) => {
  const [record, ...others] = readLabelledCsv(csv)
  expect(record?.label.toLowerCase()).toBe('sport')
  expect(record?.text).toBe(text)
  expect(others).toEqual([])
})
