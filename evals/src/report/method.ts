/** The page of the docs: the table, what each figure is, and how it was measured. */
export function method(table: string, machine: string): string {
  return `# Quality

What enrichment and ingest find, measured on gold sets that people made and on real dispatches. None of
these texts is part of Courant, and nothing is trained on them. \`npm run evals\` writes this page; it reads the
sets from the folder \`COURANT_DATA\`, and says "skipped: no data" for one that is not there.

${table}

Fractions are from 0 to 1 and are cut after three digits, not rounded. Articles a second were measured on
${machine}, and have two digits because more would change from run to run.

\`\`\`sh
npm run evals -- --json figures.json          # the figures by the keys above
npm run evals -- --errors errors              # what went wrong, to read and learn from
npm run evals -- --only wikigold,bbc          # some measures
npm run evals -- --topics articles.csv        # another set in the same format; --help names them all
\`\`\`

The JSON is one flat object whose keys have a dot in them (\`figures["wikigold.f1"]\`). All keys are always
there; one that was not measured is null. With \`--only\` or another set, this page stays as it is.

## How it was measured

### Mentions: WikiGold

1,735 sentences of Wikipedia (Balasuriya et al., 2009). The sentences between two \`-DOCSTART-\` are one
article, each a paragraph, and tokens are joined as in print. Found is every place that the enrichment links,
proposes, or keeps as a hidden candidate. A place is right if it has exactly the borders of a person,
organisation or place of the gold set, whatever kind it was given. Courant has no kind for MISC (peoples,
works, events), so what lies within one is neither right nor wrong; what only overlaps one is wrong. The
other rows say what comes out with MISC among what must be found, with the kind (PLACE or COUNTRY for LOC),
without the hidden candidates, and with a space between all tokens, as evaluations that do not undo the
tokens have it. For proportion: compromise 14.17.0 alone, measured in the same way, has an F1 of 0.494, and of
0.513 with a space between all tokens.

### Links: RSS-500

500 sentences of news with two marked names each (N3 collection, Röder et al., 2014). Judged is every link
into the knowledge base that has the borders of a marked name. It is right if the DBpedia resource is the
entity: the title is its name, an alias or its slug, without regard to accents and to what Wikipedia adds
("Inc.", "F.C.", a qualifier that does not speak against it). It is wrong if the resource is another, or if
the set says that DBpedia has none. Recall is of the marked names that DBpedia has, most of which are no
actors of the world's news. Names that the set does not mark cannot be judged. The row of overlapping links
counts a link to a part of a marked name ("Boston" in "Boston Red Sox") as wrong, too. Some of the gold is
odd (in "the co-founder of Apple Inc.", Apple is to be Steve Jobs); nothing was taken out.

### Countries: Reuters-21578

The dispatches that have a body, with the countries among the places that Reuters gave them, as they are
called today (West Germany is Germany, Burma is Myanmar, the USSR is Russia). Yugoslavia and Czechoslovakia
have no single successor, and territories are no countries here. Reuters' places are not what a text
names: two thirds of those about the United States never name them, as place is also where a company sits,
and a country named in passing has no place. Therefore

- precision is of the links that can be judged: right if Reuters has the country, wrong if neither
  Reuters has it nor a list of names and demonyms that is not ours (world-countries) finds it in the text.
  For Georgia, Jordan and Chad, which are other things too, Reuters alone counts;
- recall is of the countries that Reuters has and that list finds in the text.

Adjectives count ("Japanese"). The rows against places alone are micro-averages without any of this, and
"places that the text names" is the most that their recall could be without guessing.

### Topics: BBC

2,225 articles of BBC News in five classes (Greene and Cunningham, 2006), each standing for a top-level
Media Topic: business 04000000, entertainment 01000000, politics 11000000, sport 15000000, tech 13000000.
Given is the one of these five under which the topic with the highest score lies; an article without any
of them is wrong. The first line is the headline, the next paragraph the lead. Other classes can be mapped
by \`--topics-map\`; those of 10kGNAD are known.

### Takeaways: bbc-sum100

100 articles with an extractive summary. P@3 is how many of the first three takeaways stand in the summary,
always as a share of three. A sentence is the same if nine of ten words are, so that a different cut does
not matter. For proportion, the text's first three sentences. The summaries look machine-made: this guards
against getting worse, and is no goal. In a second pass the sentences of the summary are handed in as the
publisher's own takeaways, and each should find itself as evidence.

### Stories: WikiRef150

150 articles that Wikipedia refers to, in the groups that their file names give, many of
which are of one article. BCubed (Bagga and Baldwin, 1998) compares the stories with the groups. Articles
come one by one, as in the feed; the set does not say when, so all have one date. As the order decides how
stories grow, figures are means over the order of the files and six shuffled ones.

### Duplicates

All dispatches of Reuters-21578, the articles of the BBC and those of WikiRef150, among which agencies and
editors have published many twice. Precision is over all pairs put into one group, as they were published:
right if, compared word by word, three quarters of the runs of four words in the shorter text are in the
longer, and the headlines do not name shares of different companies, for which an agency fills in the same
form. Nobody marked all duplicates in these sets, so recall is of 600 copies made from them by what papers
do: another headline, quotes and dashes set otherwise, paragraphs joined, an imprint or a paragraph
added, a quarter cut off the end. They do not count for precision.

### Evidence

Over all articles and sentences above (duplicates aside): a takeaway is valid if its quote is not blank and is literally what
stands at its offsets. One that was extracted must have evidence; the publisher's own may lack it, as it is
then shown as unsupported. The same for every place of a mention.

### Web pages: mozilla/readability

Real pages with what Readability reads from them (mozilla/readability, Apache-2.0), read as from a file.
Courant tells a page's text by Readability, too, so its figure says that nothing is lost around it. Counted
are the pages for which the set states something, and one on which no article is found counts as wrong:

- a title is right with the same letters and digits, or without the name of the site that the set leaves
  at its end;
- a byline is right if its letters and digits are part of the set's, or the set's of it: the set keeps
  "By" and dates, and of several authors in meta elements the last;
- a language is right by its first part, and a date if it is the same moment.

"Found beyond the set" counts what Courant states and the set does not, such as dates in \`<time>\`. The text
is the lead, crossheads and paragraphs against all text of the expected markup, captions too, which Courant
leaves out; F1 is of the bags of their words (of Chinese and Japanese, characters), the mean over all pages.

### Feeds: cases of feedparser

1,053 feeds of the tests of feedparser (well-formed, ill-formed, in many encodings, and with entities), each
of which says in Python how it reads. A case counts if it claims something that an article or a source of
Courant has a place for: title, link, guid, author, dates, language, categories, picture, and the text. It
is right if all of that is so. Courant keeps no markup, so that of a claimed text the tags are taken away
first, and white space does not count; "nothing is left to read" says how many cases then only claim that
nothing shows (they are those of sanitisers). A summary may be the lead, the body, or both. An
entry that says nothing is no article, so that cases about something else of such an entry are given a
title. Claims of the well-formed cases that have no place are counted by their kind. A feed may be refused,
with an error that says why; anything else is a crash. The time is that of a whole reading, in its thread.

### Feeds: as published

Eight feeds of newspapers and podcasts. Items and their dates are counted by tags and read by the engine's
own \`Date.parse\`, without a parser of feeds.

### Lists of feeds: OPML

118 lists with 1,572 addresses (awesome-rss-feeds), two thirds of which are no well-formed XML. The
addresses are found by the attribute's name alone. Each list is imported, exported, and imported again.

### Safety: DOMPurify's payloads

223 pieces of markup that were tried on a sanitiser (DOMPurify, Apache-2.0/MPL-2.0), each in the headline,
lead, body, byline, category, address, guid and picture of RSS, Atom, JSON Feed, plain text and a web page.
An article as it would be saved is unsafe if an address has another scheme than http and https, if text
came out of a script or a style (told by htmlparser2, which Courant does not use), or if it holds NUL,
another control or half a character. Markup cannot survive as markup: what is kept is text.

### Speed

Time in \`enrich\` alone, over all whole articles above, one after the other on one core.
`
}
