-- Which of PostgreSQL's text search configurations reduces the words of a language.
CREATE FUNCTION "text_dictionary"("language" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE "language" WHEN 'en' THEN 'english' WHEN 'de' THEN 'german' ELSE 'simple' END;

-- The words of an article with their places. A place is a number up to 16,383, and a document holds one
-- megabyte at most: 100,000 characters of a body reach both at worst.
CREATE FUNCTION "article_document"("dictionary" TEXT, "headline" TEXT, "lead" TEXT, "body" TEXT)
RETURNS TSVECTOR LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector("dictionary"::regconfig, left("headline", 10000)), 'A')
    || setweight(to_tsvector("dictionary"::regconfig, left("lead", 20000)), 'B')
    || to_tsvector("dictionary"::regconfig, left("body", 100000));

-- CreateTable
CREATE TABLE "article_text" (
    "article_id" UUID NOT NULL,
    "feed_key" BIGINT NOT NULL,
    "dictionary" TEXT NOT NULL,
    "document" tsvector NOT NULL,

    CONSTRAINT "article_text_pkey" PRIMARY KEY ("article_id")
);

-- What was saved before.
INSERT INTO "article_text" ("article_id", "feed_key", "dictionary", "document")
SELECT a."id", a."feed_key", text_dictionary(a."language"),
    article_document(text_dictionary(a."language"), a."headline", a."lead", coalesce((
        SELECT string_agg(concat_ws(E'\n', s."crosshead", array_to_string(s."paragraphs", E'\n')), E'\n'
            ORDER BY s."position")
        FROM "section" s WHERE s."article_id" = a."id"), ''))
FROM "article" a;

-- CreateIndex
CREATE UNIQUE INDEX "article_text_feed_key_key" ON "article_text"("feed_key");

-- CreateIndex
CREATE INDEX "article_text_document_idx" ON "article_text" USING GIN ("document");

-- AddForeignKey
ALTER TABLE "article_text" ADD CONSTRAINT "article_text_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
