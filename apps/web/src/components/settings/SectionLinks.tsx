import { pageAddress } from '../../lib/page-address.ts'

interface Props {
  label: string
  sections: readonly { href: string; label: string }[]
}

/** Leads from one section to the next. */
export async function SectionLinks({ label, sections }: Props) {
  if (sections.length < 2) return null
  const [page] = (await pageAddress()).split('?', 1)
  return (
    <nav aria-label={label} className="mb-6">
      <ul className="flex flex-wrap gap-x-6 lg:block">
        {sections.map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={href === page ? 'page' : undefined}
              className="inline-block py-1.5 text-quiet hover:text-accent hover:underline aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:underline-offset-8"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
