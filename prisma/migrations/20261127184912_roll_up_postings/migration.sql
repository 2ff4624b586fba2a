-- CreateTable
CREATE TABLE "posting_total" (
    "list_id" UUID NOT NULL,
    "articles" INTEGER NOT NULL,
    "about" INTEGER NOT NULL,

    CONSTRAINT "posting_total_pkey" PRIMARY KEY ("list_id")
);

-- CreateTable
CREATE TABLE "posting_day" (
    "list_id" UUID NOT NULL,
    "day" INTEGER NOT NULL,
    "articles" INTEGER NOT NULL,
    "about" INTEGER NOT NULL,

    CONSTRAINT "posting_day_pkey" PRIMARY KEY ("list_id","day")
);

-- CreateTable
CREATE TABLE "posting_delta" (
    "list_id" UUID NOT NULL,
    "day" INTEGER NOT NULL,
    "articles" INTEGER NOT NULL,
    "about" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "posting_delta_list_id_day_idx" ON "posting_delta"("list_id", "day");

-- By hand: what Prisma's schema cannot say.

-- The rows of today, and of lists in the news, are updated again and again: there is room for their next
-- version on the same page.
ALTER TABLE "posting_total" SET (fillfactor = 50);
ALTER TABLE "posting_day" SET (fillfactor = 80);

-- The day in UTC, in days since 1970, of an article with this feed key. Milliseconds before 1970 are
-- negative, down to 1700, and are moved up for the division, which rounds towards zero.
CREATE FUNCTION "feed_day"("feed_key" BIGINT) RETURNS INTEGER LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((("feed_key" >> 20) + 8640000000000) / 86400000)::integer - 100000;

-- What stands for the posting list of a language where lists have ids.
CREATE FUNCTION "language_list"("language" TEXT) RETURNS UUID LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5('language ' || "language")::uuid;

-- Each statement leaves one row for each list and day that it changed; the table "changed" holds the rows
-- that it inserted or deleted.
CREATE FUNCTION "roll_up_article"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT list_id, feed_day(feed_key), CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END, 0
    FROM changed CROSS JOIN LATERAL (
        VALUES ('00000000-0000-0000-0000-000000000000'::uuid), (source_id), (language_list(language))) AS l(list_id)
    GROUP BY 1, 2;
    RETURN NULL;
END
$$;

CREATE FUNCTION "roll_up_mention"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT entity_id, feed_day(feed_key), sign * count(*), sign * count(*) FILTER (WHERE about)
    FROM changed CROSS JOIN (VALUES (CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END)) AS s(sign)
    GROUP BY 1, 2, sign;
    RETURN NULL;
END
$$;

CREATE FUNCTION "roll_up_article_topic"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
    SELECT topic_id, feed_day(feed_key), CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END, 0
    FROM changed GROUP BY 1, 2;
    RETURN NULL;
END
$$;

-- Few rows are updated in what counts, so these look at each row, and only where it is so.
CREATE FUNCTION "move_in_rollups"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
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
    WHEN 'mention' THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        VALUES (OLD.entity_id, feed_day(OLD.feed_key), -1, -OLD.about::integer),
            (NEW.entity_id, feed_day(NEW.feed_key), 1, NEW.about::integer);
    WHEN 'article_topic' THEN
        INSERT INTO "posting_delta" ("list_id", "day", "articles", "about")
        VALUES (OLD.topic_id, feed_day(OLD.feed_key), -1, 0), (NEW.topic_id, feed_day(NEW.feed_key), 1, 0);
    END CASE;
    RETURN NULL;
END
$$;

CREATE FUNCTION "empty_rollups"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE "posting_total", "posting_day", "posting_delta";
    RETURN NULL;
END
$$;

-- From here until this is committed nobody can write, so that nothing is counted twice or not at all.
CREATE TRIGGER "article_rolled_up_in" AFTER INSERT ON "article" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_article"();
CREATE TRIGGER "article_rolled_up_out" AFTER DELETE ON "article" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_article"();
CREATE TRIGGER "article_moved" AFTER UPDATE OF "source_id", "language", "feed_key" ON "article" FOR EACH ROW
    WHEN ((OLD."source_id", OLD."language", OLD."feed_key") IS DISTINCT FROM
        (NEW."source_id", NEW."language", NEW."feed_key"))
    EXECUTE FUNCTION "move_in_rollups"();
-- Whatever else counts goes with the articles.
CREATE TRIGGER "article_truncated" AFTER TRUNCATE ON "article"
    FOR EACH STATEMENT EXECUTE FUNCTION "empty_rollups"();

CREATE TRIGGER "mention_rolled_up_in" AFTER INSERT ON "mention" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_mention"();
CREATE TRIGGER "mention_rolled_up_out" AFTER DELETE ON "mention" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_mention"();
CREATE TRIGGER "mention_moved" AFTER UPDATE OF "entity_id", "feed_key", "about" ON "mention" FOR EACH ROW
    WHEN ((OLD."entity_id", OLD."feed_key", OLD."about") IS DISTINCT FROM
        (NEW."entity_id", NEW."feed_key", NEW."about"))
    EXECUTE FUNCTION "move_in_rollups"();

CREATE TRIGGER "article_topic_rolled_up_in" AFTER INSERT ON "article_topic" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_article_topic"();
CREATE TRIGGER "article_topic_rolled_up_out" AFTER DELETE ON "article_topic" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_article_topic"();
CREATE TRIGGER "article_topic_moved" AFTER UPDATE OF "topic_id", "feed_key" ON "article_topic" FOR EACH ROW
    WHEN ((OLD."topic_id", OLD."feed_key") IS DISTINCT FROM (NEW."topic_id", NEW."feed_key"))
    EXECUTE FUNCTION "move_in_rollups"();

-- What was saved before.
INSERT INTO "posting_day" ("list_id", "day", "articles", "about")
SELECT "entity_id", feed_day("feed_key"), count(*), count(*) FILTER (WHERE "about") FROM "mention" GROUP BY 1, 2
ORDER BY 1, 2;
INSERT INTO "posting_day" ("list_id", "day", "articles", "about")
SELECT "topic_id", feed_day("feed_key"), count(*), 0 FROM "article_topic" GROUP BY 1, 2 ORDER BY 1, 2;
INSERT INTO "posting_day" ("list_id", "day", "articles", "about")
SELECT "source_id", feed_day("feed_key"), count(*), 0 FROM "article" GROUP BY 1, 2 ORDER BY 1, 2;
INSERT INTO "posting_day" ("list_id", "day", "articles", "about")
SELECT language_list("language"), feed_day("feed_key"), count(*), 0 FROM "article" GROUP BY 1, 2 ORDER BY 1, 2;
INSERT INTO "posting_day" ("list_id", "day", "articles", "about")
SELECT '00000000-0000-0000-0000-000000000000', feed_day("feed_key"), count(*), 0 FROM "article" GROUP BY 2 ORDER BY 2;
INSERT INTO "posting_total" ("list_id", "articles", "about")
SELECT "list_id", sum("articles"), sum("about") FROM "posting_day" GROUP BY 1;
