-- CreateEnum
CREATE TYPE "WebhookState" AS ENUM ('ACTIVE', 'PAUSED', 'DISABLED');

-- CreateEnum
CREATE TYPE "WebhookEvent" AS ENUM ('ARTICLE_ADDED', 'ARTICLE_REVISED', 'ARTICLE_REMOVED', 'PING');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('PENDING', 'DELIVERED', 'FAILED', 'DROPPED');

-- AlterEnum
ALTER TYPE "ApiKeyScope" ADD VALUE 'WEBHOOKS_WRITE';

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "api_key_id" UUID,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "query" TEXT,
    "saved_feed_id" UUID,
    "events" "WebhookEvent"[],
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "state" "WebhookState" NOT NULL DEFAULT 'ACTIVE',
    "reason" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "xid" BIGINT,
    "seq" BIGINT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "rest_until" TIMESTAMPTZ(3),
    "last_delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_progress" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "xid" BIGINT NOT NULL DEFAULT 0,
    "seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "webhook_progress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event" "WebhookEvent" NOT NULL,
    "article_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "xid" BIGINT,
    "seq" BIGINT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "give_up_at" TIMESTAMPTZ(3) NOT NULL,
    "attempted_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "error" TEXT,
    "excerpt" TEXT,
    "duration" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhook_account_id_id_idx" ON "webhook"("account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_api_key_id_id_idx" ON "webhook"("api_key_id", "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_saved_feed_id_idx" ON "webhook"("saved_feed_id");

-- CreateIndex
CREATE INDEX "delivery_webhook_id_next_attempt_at_idx" ON "delivery"("webhook_id", "next_attempt_at");

-- CreateIndex
CREATE INDEX "delivery_webhook_id_id_idx" ON "delivery"("webhook_id", "id" DESC);

-- CreateIndex
CREATE INDEX "delivery_webhook_id_state_id_idx" ON "delivery"("webhook_id", "state", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "delivery_webhook_id_article_id_event_revision_key" ON "delivery"("webhook_id", "article_id", "event", "revision");

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_saved_feed_id_fkey" FOREIGN KEY ("saved_feed_id") REFERENCES "saved_feed"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- By hand.

ALTER TABLE "webhook_progress" ADD CONSTRAINT "webhook_progress_one_row" CHECK ("id" = 1);

INSERT INTO "webhook_progress" DEFAULT VALUES;

ALTER TABLE "webhook" ADD CONSTRAINT "webhook_one_owner" CHECK (num_nonnulls("account_id", "api_key_id") = 1);

ALTER TABLE "webhook" ADD CONSTRAINT "webhook_whole_position" CHECK (num_nonnulls("xid", "seq") <> 1);
