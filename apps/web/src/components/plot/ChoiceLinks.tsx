interface Props {
  /** What is chosen, for those who do not see where it stands. */
  label: string
  choices: readonly { name: string; href: string; chosen: boolean }[]
}

/** One of several views of a page; each has an address of its own. */
export function ChoiceLinks({ label, choices }: Props) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-x-4">
      {choices.map(({ name, href, chosen }) => (
        <li key={name}>
          <a
            href={href}
            aria-current={chosen || undefined}
            className={`inline-block border-b-2 py-1.5 ${chosen ? 'border-accent font-medium' : 'border-transparent text-quiet hover:text-accent'}`}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
