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

-- Who stands in an article of a period that is over gets company by whoever comes to it: a change by nothing, so
-- that it is gathered again. Periods that are not over yet were not gathered.
CREATE FUNCTION "tell_company"("articles" UUID[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT list_id, feed_day(a."feed_key"), 0, 0
    FROM "article" a CROSS JOIN LATERAL (
        SELECT "entity_id" FROM "mention" m WHERE m."article_id" = a."id"
        UNION ALL SELECT "topic_id" FROM "article_topic" t WHERE t."article_id" = a."id"
        UNION ALL SELECT a."source_id") AS l(list_id)
    WHERE a."id" = ANY("articles")
        AND feed_day(a."feed_key") >> 5 < floor(extract(epoch FROM clock_timestamp()) / 86400)::integer >> 5
    GROUP BY 1, 2
$$;

CREATE OR REPLACE FUNCTION "roll_up_mention"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT entity_id, feed_day(feed_key), sign * count(*), sign * count(*) FILTER (WHERE about)
    FROM changed CROSS JOIN (VALUES (CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END)) AS s(sign)
    GROUP BY 1, 2, sign;
    IF TG_OP = 'INSERT' THEN
        PERFORM tell_company(ARRAY(SELECT DISTINCT article_id FROM changed));
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION "roll_up_article_topic"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT topic_id, feed_day(feed_key), CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END, 0
    FROM changed GROUP BY 1, 2;
    IF TG_OP = 'INSERT' THEN
        PERFORM tell_company(ARRAY(SELECT DISTINCT article_id FROM changed));
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION "move_in_rollups"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
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
        PERFORM tell_company(ARRAY[NEW.id]);
    WHEN 'mention' THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        VALUES (OLD.entity_id, feed_day(OLD.feed_key), -1, -OLD.about::integer),
            (NEW.entity_id, feed_day(NEW.feed_key), 1, NEW.about::integer);
        PERFORM tell_company(ARRAY[NEW.article_id]);
    WHEN 'article_topic' THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        VALUES (OLD.topic_id, feed_day(OLD.feed_key), -1, 0), (NEW.topic_id, feed_day(NEW.feed_key), 1, 0);
        PERFORM tell_company(ARRAY[NEW.article_id]);
    END CASE;
    RETURN NULL;
END
$$;

-- From here until this is committed nobody can write, so that no period is left out.
CREATE TRIGGER "posting_delta_folded" AFTER DELETE ON "posting_delta" REFERENCING OLD TABLE AS folded
    FOR EACH STATEMENT EXECUTE FUNCTION "forget_company"();

-- What was folded before.
INSERT INTO "posting_period" ("list_id", "period")
SELECT DISTINCT "list_id", "day" >> 5 FROM "posting_day" ORDER BY 1, 2;
