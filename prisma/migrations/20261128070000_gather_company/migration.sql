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

-- The lists that articles of periods that are over stand in, and on which days. Of other periods nothing is gathered.
CREATE FUNCTION "company_of"("feed_keys" BIGINT[]) RETURNS TABLE ("list_id" UUID, "day" INTEGER)
LANGUAGE sql VOLATILE AS $$
    SELECT DISTINCT l.list_id, feed_day(k.feed_key)
    FROM (
        SELECT DISTINCT feed_key FROM unnest("feed_keys") AS k(feed_key)
        WHERE feed_day(feed_key) >> 5 < floor(extract(epoch FROM clock_timestamp()) / 86400)::integer >> 5
        OFFSET 0) AS k
        JOIN "article" a ON a."feed_key" = k.feed_key
        CROSS JOIN LATERAL (
            SELECT m."entity_id" FROM "mention" m WHERE m."article_id" = a."id"
            UNION ALL SELECT t."topic_id" FROM "article_topic" t WHERE t."article_id" = a."id"
            UNION ALL SELECT a."source_id") AS l(list_id)
$$;

-- Who comes to an article gives company to all who stand in it: they are changed by nothing, so that they are
-- gathered again. The table "changed" holds the postings that a statement inserted.
CREATE FUNCTION "tell_company"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT list_id, day, 0, 0 FROM company_of(ARRAY(SELECT feed_key FROM changed));
    RETURN NULL;
END
$$;

CREATE FUNCTION "tell_company_of_moved"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT list_id, day, 0, 0 FROM company_of(ARRAY[NEW.feed_key]);
    RETURN NULL;
END
$$;

-- From here until this is committed nobody can write, so that no period is left out.
CREATE TRIGGER "mention_told" AFTER INSERT ON "mention" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "tell_company"();
CREATE TRIGGER "article_topic_told" AFTER INSERT ON "article_topic" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "tell_company"();
CREATE TRIGGER "article_moved_told" AFTER UPDATE OF "source_id", "feed_key" ON "article" FOR EACH ROW
    WHEN ((OLD."source_id", OLD."feed_key") IS DISTINCT FROM (NEW."source_id", NEW."feed_key"))
    EXECUTE FUNCTION "tell_company_of_moved"();
CREATE TRIGGER "mention_moved_told" AFTER UPDATE OF "entity_id", "feed_key" ON "mention" FOR EACH ROW
    WHEN ((OLD."entity_id", OLD."feed_key") IS DISTINCT FROM (NEW."entity_id", NEW."feed_key"))
    EXECUTE FUNCTION "tell_company_of_moved"();
CREATE TRIGGER "article_topic_moved_told" AFTER UPDATE OF "topic_id", "feed_key" ON "article_topic" FOR EACH ROW
    WHEN ((OLD."topic_id", OLD."feed_key") IS DISTINCT FROM (NEW."topic_id", NEW."feed_key"))
    EXECUTE FUNCTION "tell_company_of_moved"();
CREATE TRIGGER "posting_delta_folded" AFTER DELETE ON "posting_delta" REFERENCING OLD TABLE AS folded
    FOR EACH STATEMENT EXECUTE FUNCTION "forget_company"();

-- What was folded before.
INSERT INTO "posting_period" ("list_id", "period")
SELECT DISTINCT "list_id", "day" >> 5 FROM "posting_day" ORDER BY 1, 2;
