-- AlterTable
ALTER TABLE "article" ADD COLUMN     "text_group_id" UUID;

-- AlterTable
ALTER TABLE "story" ADD COLUMN     "article_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "source_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "story_profile" (
    "story_id" UUID NOT NULL,
    "terms" INTEGER[],
    "weights" REAL[],
    "articles" INTEGER NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "story_profile_pkey" PRIMARY KEY ("story_id")
);

-- CreateTable
CREATE TABLE "story_key" (
    "term" INTEGER NOT NULL,
    "story_id" UUID NOT NULL,
    "weight" REAL NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "story_key_pkey" PRIMARY KEY ("story_id","term")
);

-- CreateTable
CREATE TABLE "term_frequency" (
    "term" INTEGER NOT NULL,
    "articles" INTEGER NOT NULL,

    CONSTRAINT "term_frequency_pkey" PRIMARY KEY ("term")
);

-- CreateTable
CREATE TABLE "fingerprint_band" (
    "band" INTEGER NOT NULL,
    "article_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fingerprint_band_pkey" PRIMARY KEY ("article_id","band")
);

-- CreateTable
CREATE TABLE "story_progress" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "xid" BIGINT NOT NULL DEFAULT 0,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "articles" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "story_progress_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "story_profile_touched_at_idx" ON "story_profile"("touched_at");

-- CreateIndex
CREATE INDEX "story_key_term_last_seen_at_idx" ON "story_key"("term", "last_seen_at" DESC);

-- CreateIndex
CREATE INDEX "fingerprint_band_band_published_at_idx" ON "fingerprint_band"("band", "published_at" DESC);

-- CreateIndex
CREATE INDEX "fingerprint_band_created_at_idx" ON "fingerprint_band"("created_at");

-- CreateIndex
CREATE INDEX "article_text_group_id_feed_key_idx" ON "article"("text_group_id", "feed_key" DESC);

-- CreateIndex
CREATE INDEX "story_merged_into_id_idx" ON "story"("merged_into_id");

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "story"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_profile" ADD CONSTRAINT "story_profile_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_key" ADD CONSTRAINT "story_key_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story_profile"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fingerprint_band" ADD CONSTRAINT "fingerprint_band_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- By hand.

-- Grouping starts with the oldest event that the log still holds.
ALTER TABLE "story_progress" ADD CONSTRAINT "story_progress_one_row" CHECK ("id" = 1);

INSERT INTO "story_progress" DEFAULT VALUES;
