-- CreateEnum
CREATE TYPE "EntityOrigin" AS ENUM ('KNOWLEDGE', 'PROPOSED');

-- AlterEnum
ALTER TYPE "ArticleEventKind" ADD VALUE 'RETAGGED';

-- AlterTable
ALTER TABLE "entity" ADD COLUMN     "edited_fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "origin" "EntityOrigin" NOT NULL DEFAULT 'PROPOSED';

-- CreateTable
CREATE TABLE "entity_merge" (
    "id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "into_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "unmerged_at" TIMESTAMPTZ(3),
    "unmerge_reason" TEXT,

    CONSTRAINT "entity_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "found_mention" (
    "article_id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,
    "salience" REAL NOT NULL,
    "about" BOOLEAN NOT NULL,
    "method" "MentionMethod" NOT NULL,
    "confidence" REAL NOT NULL,
    "spans" JSONB NOT NULL,

    CONSTRAINT "found_mention_pkey" PRIMARY KEY ("article_id","entity_id")
);

-- CreateTable
CREATE TABLE "proposed_name" (
    "slug" TEXT NOT NULL,
    "kind" "EntityKind" NOT NULL,
    "name" TEXT NOT NULL,
    "entity_id" UUID,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposed_name_pkey" PRIMARY KEY ("slug","kind")
);

-- CreateTable
CREATE TABLE "candidate" (
    "article_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "EntityKind" NOT NULL,
    "feed_key" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "salience" REAL NOT NULL,
    "about" BOOLEAN NOT NULL,
    "method" "MentionMethod" NOT NULL,
    "confidence" REAL NOT NULL,
    "spans" JSONB NOT NULL,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("article_id","slug","kind")
);

-- CreateIndex
CREATE INDEX "entity_merge_from_id_merged_at_idx" ON "entity_merge"("from_id", "merged_at");

-- CreateIndex
CREATE INDEX "entity_merge_into_id_merged_at_idx" ON "entity_merge"("into_id", "merged_at");

-- CreateIndex
CREATE INDEX "found_mention_entity_id_idx" ON "found_mention"("entity_id");

-- CreateIndex
CREATE INDEX "proposed_name_entity_id_idx" ON "proposed_name"("entity_id");

-- CreateIndex
CREATE INDEX "proposed_name_seen_at_idx" ON "proposed_name"("seen_at");

-- CreateIndex
CREATE INDEX "candidate_slug_kind_feed_key_idx" ON "candidate"("slug", "kind", "feed_key" DESC);

-- AddForeignKey
ALTER TABLE "entity_merge" ADD CONSTRAINT "entity_merge_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entity_merge" ADD CONSTRAINT "entity_merge_into_id_fkey" FOREIGN KEY ("into_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "found_mention" ADD CONSTRAINT "found_mention_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "found_mention" ADD CONSTRAINT "found_mention_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposed_name" ADD CONSTRAINT "proposed_name_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_slug_kind_fkey" FOREIGN KEY ("slug", "kind") REFERENCES "proposed_name"("slug", "kind") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand.

ALTER TABLE "entity" ADD CONSTRAINT "entity_merged_into_another" CHECK ("merged_into_id" <> "id");

-- The knowledge base is written anew, and says which of the entities are its own.
UPDATE "instance" SET "knowledge_hash" = NULL;
