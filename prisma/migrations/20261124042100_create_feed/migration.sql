-- By hand: what Prisma's schema cannot say.

-- The number that orders the event log: the writing transaction's id, moved up by the installation's
-- offset. STABLE, for it is the same for every row of a statement. PL/pgSQL, for its body is checked
-- only when it runs, when the table "instance" exists, and its plan is kept for the session.
CREATE FUNCTION "article_event_xid"() RETURNS BIGINT LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN pg_current_xact_id()::text::bigint + (SELECT "event_xid_offset" FROM "public"."instance");
END
$$;

-- The lower 20 bits of an article's feed key, hence the bounds and the cycle.
CREATE SEQUENCE "article_feed_seq" AS INTEGER MINVALUE 0 MAXVALUE 1048575 CYCLE;

-- By `prisma migrate diff --from-empty --to-schema schema.prisma --script`.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "EntityKind" AS ENUM ('PERSON', 'ORGANIZATION', 'COUNTRY', 'PLACE');

-- CreateEnum
CREATE TYPE "MentionMethod" AS ENUM ('ALIAS', 'COREFERENCE', 'PROPOSED', 'MODEL', 'EDITOR');

-- CreateEnum
CREATE TYPE "TakeawayOrigin" AS ENUM ('PUBLISHER', 'EXTRACTED', 'MODEL', 'EDITOR');

-- CreateEnum
CREATE TYPE "ArticleEventKind" AS ENUM ('ADDED', 'REVISED', 'REMOVED');

-- CreateTable
CREATE TABLE "instance" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "secret" BYTEA NOT NULL,
    "event_xid_offset" BIGINT NOT NULL DEFAULT 0,
    "events_pruned_to" BIGINT NOT NULL DEFAULT 0,
    "knowledge_hash" TEXT,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "site_url" TEXT,
    "feed_url" TEXT,
    "language" TEXT,
    "etag" TEXT,
    "last_modified" TEXT,
    "next_poll_at" TIMESTAMPTZ(3),
    "last_polled_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "lead" TEXT NOT NULL,
    "byline" TEXT,
    "language" TEXT NOT NULL,
    "image_url" TEXT,
    "stated_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "ingested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revised_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "content_hash" BYTEA NOT NULL,
    "feed_key" BIGINT NOT NULL,
    "translation_of_id" UUID,
    "story_id" UUID,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "section" (
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "crosshead" TEXT,
    "paragraphs" TEXT[],

    CONSTRAINT "section_pkey" PRIMARY KEY ("article_id","position")
);

-- CreateTable
CREATE TABLE "article_revision" (
    "article_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "lead" TEXT NOT NULL,
    "byline" TEXT,
    "sections" JSONB NOT NULL,
    "takeaways" JSONB NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_revision_pkey" PRIMARY KEY ("article_id","revision")
);

-- CreateTable
CREATE TABLE "entity" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "EntityKind" NOT NULL,
    "description" TEXT,
    "wikidata_id" TEXT,
    "merged_into_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entity_alias" (
    "entity_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT '',
    "case_sensitive" BOOLEAN NOT NULL DEFAULT false,
    "ambiguous" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "entity_alias_pkey" PRIMARY KEY ("entity_id","text","language")
);

-- CreateTable
CREATE TABLE "mention" (
    "article_id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "feed_key" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "salience" REAL NOT NULL,
    "about" BOOLEAN NOT NULL,
    "method" "MentionMethod" NOT NULL,
    "confidence" REAL NOT NULL,
    "spans" JSONB NOT NULL,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("article_id","entity_id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "label_de" TEXT NOT NULL,
    "parent_id" UUID,
    "retired_at" TIMESTAMPTZ(3),
    "replaced_by_id" UUID,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article_topic" (
    "article_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "feed_key" BIGINT NOT NULL,
    "score" REAL NOT NULL,
    "cues" TEXT[],
    "direct" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "article_topic_pkey" PRIMARY KEY ("article_id","topic_id")
);

-- CreateTable
CREATE TABLE "takeaway" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "origin" "TakeawayOrigin" NOT NULL,
    "evidence_quote" TEXT,
    "evidence_section" INTEGER,
    "evidence_paragraph" INTEGER,
    "evidence_start" INTEGER,
    "evidence_end" INTEGER,
    "evidence_revision" INTEGER,

    CONSTRAINT "takeaway_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "story" (
    "id" UUID NOT NULL,
    "lead_article_id" UUID,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "story_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article_event" (
    "seq" BIGSERIAL NOT NULL,
    "xid" BIGINT NOT NULL DEFAULT article_event_xid(),
    "kind" "ArticleEventKind" NOT NULL,
    "article_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_event_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "source_slug_key" ON "source"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "source_feed_url_key" ON "source"("feed_url");

-- CreateIndex
CREATE INDEX "source_next_poll_at_idx" ON "source"("next_poll_at");

-- CreateIndex
CREATE UNIQUE INDEX "article_feed_key_key" ON "article"("feed_key");

-- CreateIndex
CREATE INDEX "article_source_id_feed_key_idx" ON "article"("source_id", "feed_key" DESC);

-- CreateIndex
CREATE INDEX "article_language_feed_key_idx" ON "article"("language", "feed_key" DESC);

-- CreateIndex
CREATE INDEX "article_story_id_feed_key_idx" ON "article"("story_id", "feed_key" DESC);

-- CreateIndex
CREATE INDEX "article_translation_of_id_idx" ON "article"("translation_of_id");

-- CreateIndex
CREATE UNIQUE INDEX "article_source_id_key_key" ON "article"("source_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "entity_slug_key" ON "entity"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "entity_wikidata_id_key" ON "entity"("wikidata_id");

-- CreateIndex
CREATE INDEX "entity_merged_into_id_idx" ON "entity"("merged_into_id");

-- CreateIndex
CREATE UNIQUE INDEX "mention_entity_id_feed_key_key" ON "mention"("entity_id", "feed_key" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "topic_code_key" ON "topic"("code");

-- CreateIndex
CREATE UNIQUE INDEX "topic_slug_key" ON "topic"("slug");

-- CreateIndex
CREATE INDEX "topic_parent_id_idx" ON "topic"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "article_topic_topic_id_feed_key_key" ON "article_topic"("topic_id", "feed_key" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "takeaway_article_id_position_key" ON "takeaway"("article_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "story_lead_article_id_key" ON "story"("lead_article_id");

-- CreateIndex
CREATE INDEX "story_last_seen_at_idx" ON "story"("last_seen_at" DESC);

-- CreateIndex
CREATE INDEX "article_event_xid_seq_idx" ON "article_event"("xid", "seq");

-- CreateIndex
CREATE INDEX "article_event_created_at_idx" ON "article_event"("created_at");

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_translation_of_id_fkey" FOREIGN KEY ("translation_of_id") REFERENCES "article"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_revision" ADD CONSTRAINT "article_revision_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entity" ADD CONSTRAINT "entity_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "entity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entity_alias" ADD CONSTRAINT "entity_alias_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "topic"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_replaced_by_id_fkey" FOREIGN KEY ("replaced_by_id") REFERENCES "topic"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_topic" ADD CONSTRAINT "article_topic_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_topic" ADD CONSTRAINT "article_topic_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeaway" ADD CONSTRAINT "takeaway_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_lead_article_id_fkey" FOREIGN KEY ("lead_article_id") REFERENCES "article"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand again.

ALTER TABLE "instance" ADD CONSTRAINT "instance_one_row" CHECK ("id" = 1);

-- 244 random bits from PostgreSQL's strong generator, without an extension.
INSERT INTO "instance" ("secret")
VALUES (sha256(decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')));
