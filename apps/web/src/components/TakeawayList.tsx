import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { langOf } from '../lib/lang-of.ts'
import { evidenceAnchor, supportOf } from '../lib/evidence.ts'
import type { Support } from '../lib/evidence.ts'
import { words } from '../lib/words.ts'

const fragment = graphql(`
  fragment TakeawayList_article on Article {
    language
    lead
    sections {
      paragraphs
    }
    takeaways {
      id
      text
      position
      evidence {
        quote
        section
        paragraph
        start
        end
      }
    }
  }
`)

/** The takeaways, each leading to the words that support it, or saying that none do. */
export async function TakeawayList({
  article: masked,
}: {
  article: FragmentType<typeof fragment>
}) {
  const article = readFragment(fragment, masked)
  if (article.takeaways.length === 0) return null
  const t = await words('article')
  const language = langOf(article.language)
  return (
    <section
      aria-labelledby="takeaways"
      className="mt-8 rounded border border-rule bg-raised px-5 py-4"
    >
      <h2 id="takeaways" className="mb-1 text-sm font-semibold text-quiet">
        {t('takeaways')}
      </h2>
      <ul>
        {article.takeaways.map(({ id, text, position, evidence }) => (
          <li key={id} className="border-rule py-2 leading-relaxed not-last:border-b">
            <Takeaway
              text={text}
              language={language}
              support={supportOf(article, evidence)}
              anchor={evidenceAnchor(position + 1)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface TakeawayProps {
  text: string
  language: string | undefined
  support: Support
  anchor: string
}

async function Takeaway({ text, language, support, anchor }: TakeawayProps) {
  const t = await words('article')
  if (support.kind === 'text') {
    return (
      <a href={`#${anchor}`} className="group block">
        <span lang={language}>{text}</span>{' '}
        <span className="text-sm whitespace-nowrap text-accent underline underline-offset-4 group-hover:no-underline">
          {t('showEvidence')}
        </span>
      </a>
    )
  }
  return (
    <>
      <span lang={language}>{text}</span>{' '}
      <span className="text-sm text-quiet">
        {support.kind === 'earlier'
          ? t('earlierWording', { quote: support.quote })
          : t('unsupported')}
      </span>
    </>
  )
}
