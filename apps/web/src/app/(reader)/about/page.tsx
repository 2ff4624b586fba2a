import type { Metadata } from 'next'
import { connection } from 'next/server'

import { NavLink } from '../../../components/NavLink.tsx'
import { notice } from '../../../generated/embedded.ts'
import { messages } from '../../../messages/messages.ts'

const { about, site } = messages

export const metadata: Metadata = { title: site.about }

const link = 'text-accent underline underline-offset-4 hover:no-underline'

export default async function AboutPage() {
  // Rendered on request, since its scripts need the nonce of the request.
  await connection()
  return (
    <div className="max-w-measure space-y-4 pt-8 font-serif text-lg leading-relaxed">
      <h1 className="text-3xl font-semibold sm:text-4xl">{about.title}</h1>
      {about.what.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>
        <NavLink href="/playground" className={link}>
          {about.tryPlayground}
        </NavLink>
      </p>
      <h2 className="pt-6 text-2xl font-semibold">{about.howTitle}</h2>
      {about.how.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <h2 className="pt-6 text-2xl font-semibold">{about.noticesTitle}</h2>
      <h3 className="text-xl font-semibold">{about.iptcTitle}</h3>
      <p>
        {about.iptc}{' '}
        <a
          href="https://cv.iptc.org/newscodes/mediatopic/"
          rel="noopener noreferrer"
          className={link}
        >
          https://cv.iptc.org/newscodes/mediatopic/
        </a>
        , {about.iptcAdapted} {about.iptcLicence}:{' '}
        <a
          href="https://creativecommons.org/licenses/by/4.0/"
          rel="noopener noreferrer license"
          className={link}
        >
          CC BY 4.0
        </a>
        .
      </p>
      {notice && (
        <>
          <h3 className="text-xl font-semibold">{about.otherNotices}</h3>
          <pre className="font-sans text-sm leading-relaxed whitespace-pre-wrap text-quiet">
            {notice}
          </pre>
        </>
      )}
    </div>
  )
}
