-- CreateTable
CREATE TABLE "posting_period" (
    "list_id" UUID NOT NULL,
    "period" INTEGER NOT NULL,
    "company" BYTEA,

    CONSTRAINT "posting_period_pkey" PRIMARY KEY ("list_id","period")
);

-- By hand: what Prisma's schema cannot say.

-- One byte of it is read at a time, and random bits do not compress.
ALTER TABLE "posting_period" ALTER COLUMN "company" SET STORAGE EXTERNAL;

-- Whether an id with these two marks may be in the company: never false of one that is, seldom true of another.
CREATE FUNCTION "may_be_in"("company" BYTEA, "one" BIGINT, "other" BIGINT) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN get_bit(substr("company", ("one" / 8 % octet_length("company"))::integer + 1, 1), "one" % 8) = 1
    AND get_bit(substr("company", ("other" / 8 % octet_length("company"))::integer + 1, 1), "other" % 8) = 1;

CREATE OR REPLACE FUNCTION "empty_rollups"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE "posting_total", "posting_day", "posting_period", "posting_delta";
    RETURN NULL;
END
$$;

-- Whoever folds says by it in which periods something changed: what was gathered of them counts no more.
CREATE FUNCTION "forget_company"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_period" AS p ("list_id", "period")
    SELECT DISTINCT list_id, day >> 5 FROM folded
    ON CONFLICT ("list_id", "period") DO UPDATE SET "company" = NULL WHERE p."company" IS NOT NULL;
    RETURN NULL;
END
$$;

-- Whether an article with this feed key is of a period that is over. Of others nothing is gathered.
CREATE FUNCTION "is_over"("feed_key" BIGINT) RETURNS BOOLEAN LANGUAGE sql VOLATILE
RETURN feed_day("feed_key") >> 5 < floor(extract(epoch FROM clock_timestamp()) / 86400)::integer >> 5;

-- The lists that articles stand in, and on which days.
CREATE FUNCTION "company_of"("articles" UUID[]) RETURNS TABLE ("list_id" UUID, "day" INTEGER) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT l.list_id, feed_day(a."feed_key")
    FROM "article" a CROSS JOIN LATERAL (
        SELECT m."entity_id" FROM "mention" m WHERE m."article_id" = a."id"
        UNION ALL SELECT t."topic_id" FROM "article_topic" t WHERE t."article_id" = a."id"
        UNION ALL SELECT a."source_id") AS l(list_id)
    WHERE a."id" = ANY("articles");
END;

-- Who comes to an article gives company to all who stand in it: they are changed by nothing, so that they are
-- gathered again.
CREATE OR REPLACE FUNCTION "roll_up_mention"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT list_id, day, sum(articles), sum(about)
    FROM (
        SELECT entity_id AS list_id, feed_day(feed_key) AS day, sign AS articles, sign * about::integer AS about
        FROM changed CROSS JOIN (VALUES (CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END)) AS s(sign)
        UNION ALL
        SELECT c.list_id, c.day, 0, 0
        FROM company_of(ARRAY(
            SELECT DISTINCT article_id FROM changed WHERE TG_OP = 'INSERT' AND is_over(feed_key))) AS c) AS rows
    GROUP BY 1, 2;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION "roll_up_article_topic"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT list_id, day, sum(articles), 0
    FROM (
        SELECT topic_id AS list_id, feed_day(feed_key) AS day, CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END AS articles
        FROM changed
        UNION ALL
        SELECT c.list_id, c.day, 0
        FROM company_of(ARRAY(
            SELECT DISTINCT article_id FROM changed WHERE TG_OP = 'INSERT' AND is_over(feed_key))) AS c) AS rows
    GROUP BY 1, 2;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION "move_in_rollups"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    moved_id UUID;
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'article' THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        SELECT list_id, feed_day(feed_key), articles, 0
        FROM (VALUES
            ('00000000-0000-0000-0000-000000000000'::uuid, OLD.feed_key, -1),
            ('00000000-0000-0000-0000-000000000000'::uuid, NEW.feed_key, 1),
            (OLD.source_id, OLD.feed_key, -1), (NEW.source_id, NEW.feed_key, 1),
            (language_list(OLD.language), OLD.feed_key, -1),
            (language_list(NEW.language), NEW.feed_key, 1)) AS moved(list_id, feed_key, articles);
        moved_id := NEW.id;
    WHEN 'mention' THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        VALUES (OLD.entity_id, feed_day(OLD.feed_key), -1, -OLD.about::integer),
            (NEW.entity_id, feed_day(NEW.feed_key), 1, NEW.about::integer);
        moved_id := NEW.article_id;
    WHEN 'article_topic' THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        VALUES (OLD.topic_id, feed_day(OLD.feed_key), -1, 0), (NEW.topic_id, feed_day(NEW.feed_key), 1, 0);
        moved_id := NEW.article_id;
    END CASE;
    IF is_over(NEW.feed_key) THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        SELECT list_id, day, 0, 0 FROM company_of(ARRAY[moved_id]);
    END IF;
    RETURN NULL;
END
$$;

-- From here until this is committed nobody can write, so that no period is left out.
CREATE TRIGGER "posting_delta_folded" AFTER DELETE ON "posting_delta" REFERENCING OLD TABLE AS folded
    FOR EACH STATEMENT EXECUTE FUNCTION "forget_company"();

-- What was folded before.
INSERT INTO "posting_period" ("list_id", "period")
SELECT DISTINCT "list_id", "day" >> 5 FROM "posting_day" ORDER BY 1, 2;
