-- CreateEnum
CREATE TYPE "InterestKind" AS ENUM ('FOLLOW', 'MUTE');

-- AlterTable
ALTER TABLE "article" ADD COLUMN     "edited_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "owner_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "input_hash" BYTEA NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("owner_id","key")
);

-- CreateTable
CREATE TABLE "article_removal" (
    "source_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_removal_pkey" PRIMARY KEY ("source_id","key")
);

-- CreateTable
CREATE TABLE "saved_feed" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interest" (
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "kind" "InterestKind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interest_pkey" PRIMARY KEY ("account_id","subject_id")
);

-- CreateTable
CREATE TABLE "saved_article" (
    "account_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_article_pkey" PRIMARY KEY ("account_id","article_id")
);

-- CreateTable
CREATE TABLE "read_article" (
    "account_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "read_article_pkey" PRIMARY KEY ("account_id","article_id")
);

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_feed_account_id_name_key" ON "saved_feed"("account_id", "name");

-- CreateIndex
CREATE INDEX "saved_article_account_id_saved_at_article_id_idx" ON "saved_article"("account_id", "saved_at" DESC, "article_id" DESC);

-- CreateIndex
CREATE INDEX "saved_article_article_id_idx" ON "saved_article"("article_id");

-- CreateIndex
CREATE INDEX "read_article_article_id_idx" ON "read_article"("article_id");

-- AddForeignKey
ALTER TABLE "article_removal" ADD CONSTRAINT "article_removal_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_feed" ADD CONSTRAINT "saved_feed_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest" ADD CONSTRAINT "interest_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_article" ADD CONSTRAINT "saved_article_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_article" ADD CONSTRAINT "saved_article_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_article" ADD CONSTRAINT "read_article_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_article" ADD CONSTRAINT "read_article_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
