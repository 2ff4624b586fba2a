import Combobox from '@github/combobox-nav'

/** Something to choose from a list. */
export interface Suggestion {
  /** The heading that it stands below. */
  group: string
  label: string
  detail: string
}

export interface SuggestionWords {
  foundNone: string
  foundOne: string
  /** With `{count}` in it. */
  foundMany: string
  failed: string
}

export interface Options<Choice extends Suggestion> {
  input: HTMLInputElement
  /** Where the list and what is announced of it are put. */
  container: HTMLElement
  words: SuggestionWords
  /** Below the list: what else can be done. */
  hint?: string
  /** What there is for a text, at once; anything else comes from `find`. */
  atOnce?: (text: string) => readonly Choice[]
  find: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>
  onChoose: (choice: Choice, keys: { shift: boolean; alt: boolean }) => void
  /** Whether the first of the list is chosen by Enter, and the list is always open. */
  eager?: boolean
}

/** Long enough that a word being typed is asked for once, short enough not to be noticed; milliseconds. */
const pause = 120

/**
 * Offers suggestions below a field while somebody types, as the combobox pattern of ARIA has it: arrows
 * walk them, Enter takes one, Escape closes them, Tab leaves. Only the answer to the latest text is shown,
 * and how many there are is announced.
 */
export function offerSuggestions<Choice extends Suggestion>(options: Options<Choice>): Offer {
  const { input, words, eager = false } = options
  const { panel, list, status } = build(input, options.container, options.hint)
  const combobox = new Combobox(input, list, {
    tabInsertsSuggestions: false,
    firstOptionSelectionMode: eager ? 'selected' : 'none',
  })
  let choices: readonly Choice[] = []
  let asked: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    asked?.abort()
    clearTimeout(timer)
    combobox.stop()
    panel.hidden = true
    status.textContent = ''
  }
  const show = (found: readonly Choice[]) => {
    choices = found
    combobox.stop()
    list.replaceChildren(...groupsOf(list.id, found))
    panel.hidden = found.length === 0
    if (found.length > 0) combobox.start()
  }
  const announce = (count: number) => {
    status.textContent =
      count === 0
        ? words.foundNone
        : count === 1
          ? words.foundOne
          : words.foundMany.replace('{count}', String(count))
  }
  const look = async (text: string, first: readonly Choice[]) => {
    const controller = new AbortController()
    asked = controller
    try {
      const found = await options.find(text, controller.signal)
      if (asked !== controller) return
      show([...first, ...found])
      announce(first.length + found.length)
    } catch {
      if (asked === controller && !controller.signal.aborted) status.textContent = words.failed
    }
  }
  const refresh = () => {
    const text = input.value.trim()
    const first = options.atOnce?.(text) ?? []
    asked?.abort()
    asked = undefined
    clearTimeout(timer)
    if (text === '' && !eager) {
      close()
      return
    }
    if (options.atOnce) show(first)
    if (text !== '') timer = setTimeout(() => void look(text, first), pause)
  }
  const choose = (option: Element | null, keys: { shift: boolean; alt: boolean }) => {
    const choice = choices[Number(option?.getAttribute('data-index') ?? Number.NaN)]
    if (!choice) return
    close()
    options.onChoose(choice, keys)
  }

  input.addEventListener('input', refresh)
  input.addEventListener('keydown', (event) => {
    const { key, shiftKey, altKey } = event
    if (key === 'Escape' && !panel.hidden && !eager) {
      event.preventDefault()
      close()
    } else if (key === 'ArrowDown' && panel.hidden) {
      refresh()
    } else if (key === 'Enter' && (shiftKey || altKey) && !panel.hidden) {
      // The list itself leaves keys that come with others alone.
      event.preventDefault()
      choose(list.querySelector('[aria-selected="true"]'), { shift: shiftKey, alt: altKey })
    }
  })
  input.addEventListener('blur', () => {
    if (!eager) close()
  })
  // The field keeps the focus while a finger or a mouse takes something from the list.
  panel.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('combobox-commit', (event) => {
    const cause = (event as CustomEvent<{ event?: MouseEvent }>).detail.event
    choose(event.target as Element, {
      shift: cause?.shiftKey ?? false,
      alt: cause?.altKey ?? false,
    })
  })
  return { refresh, close }
}

export interface Offer {
  refresh(): void
  close(): void
}

function build(input: HTMLInputElement, container: HTMLElement, hint: string | undefined) {
  const list = document.createElement('div')
  list.id = `${input.id}-suggestions`
  list.role = 'listbox'
  list.ariaLabel = input.labels?.[0]?.textContent ?? input.ariaLabel
  list.className = 'suggestion-list'
  const panel = document.createElement('div')
  panel.className = 'suggestions'
  panel.hidden = true
  panel.append(list)
  if (hint) {
    const help = document.createElement('p')
    help.textContent = hint
    panel.append(help)
  }
  const status = document.createElement('div')
  status.role = 'status'
  status.className = 'sr-only'
  container.append(panel, status)
  return { panel, list, status }
}

/** Texts are set as texts: names come from the news. */
function groupsOf(id: string, choices: readonly Suggestion[]): HTMLElement[] {
  const groups = new Map<string, HTMLElement>()
  for (const [index, { group, label, detail }] of choices.entries()) {
    const option = document.createElement('div')
    option.id = `${id}-${index}`
    option.role = 'option'
    option.dataset.index = String(index)
    const name = document.createElement('b')
    name.textContent = label
    const about = document.createElement('span')
    about.textContent = detail
    option.append(name, ' ', about)
    const found = groups.get(group) ?? newGroup(group)
    found.append(option)
    groups.set(group, found)
  }
  return [...groups.values()]
}

function newGroup(name: string): HTMLElement {
  const group = document.createElement('div')
  group.role = 'group'
  group.ariaLabel = name
  const heading = document.createElement('p')
  heading.textContent = name
  heading.ariaHidden = 'true'
  group.append(heading)
  return group
}
