-- CreateEnum
CREATE TYPE "HubState" AS ENUM ('PENDING', 'ACTIVE', 'DENIED');

-- CreateEnum
CREATE TYPE "ApiKeyScope" AS ENUM ('ARTICLES_WRITE', 'SOURCES_WRITE');

-- AlterTable
ALTER TABLE "article" ADD COLUMN     "document_hash" BYTEA;

-- AlterTable
ALTER TABLE "article_revision" ADD COLUMN     "changed" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "source" ADD COLUMN     "folder" TEXT,
ADD COLUMN     "full_text" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "gone_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_error_code" TEXT,
ADD COLUMN     "last_read_at" TIMESTAMPTZ(3),
ADD COLUMN     "poll_seconds" INTEGER;

-- CreateTable
CREATE TABLE "hub_subscription" (
    "source_id" UUID NOT NULL,
    "hub_url" TEXT NOT NULL,
    "topic_url" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "state" "HubState" NOT NULL DEFAULT 'PENDING',
    "lease_until" TIMESTAMPTZ(3),
    "renew_at" TIMESTAMPTZ(3),
    "last_push_at" TIMESTAMPTZ(3),
    "pushes" INTEGER NOT NULL DEFAULT 0,
    "bad_signatures" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "hub_subscription_pkey" PRIMARY KEY ("source_id")
);

-- CreateTable
CREATE TABLE "fetch_host" (
    "host" TEXT NOT NULL,
    "holder" UUID,
    "held_until" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),

    CONSTRAINT "fetch_host_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" "ApiKeyScope"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "hub_subscription_token_key" ON "hub_subscription"("token");

-- CreateIndex
CREATE INDEX "hub_subscription_renew_at_idx" ON "hub_subscription"("renew_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- AddForeignKey
ALTER TABLE "hub_subscription" ADD CONSTRAINT "hub_subscription_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
