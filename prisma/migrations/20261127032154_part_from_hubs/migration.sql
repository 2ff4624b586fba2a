-- AlterTable
ALTER TABLE "hub_subscription" ADD COLUMN     "active_since" TIMESTAMPTZ(3),
ADD COLUMN     "callback_url" TEXT;

-- CreateTable
CREATE TABLE "hub_farewell" (
    "token" TEXT NOT NULL,
    "hub_url" TEXT NOT NULL,
    "topic_url" TEXT NOT NULL,
    "callback_url" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "tell_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "hub_farewell_pkey" PRIMARY KEY ("token")
);

-- CreateIndex
CREATE INDEX "hub_farewell_tell_at_idx" ON "hub_farewell"("tell_at");

-- A hub goes on pushing until it is told. Whoever removes a source, and with it its subscription, need
-- not know of hubs: the row that goes leaves behind what the worker needs to take its leave.
CREATE FUNCTION "leave_hub_farewell"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "hub_farewell" ("token", "hub_url", "topic_url", "callback_url", "lease_until")
    VALUES (OLD."token", OLD."hub_url", OLD."topic_url", OLD."callback_url", OLD."lease_until");
    RETURN NULL;
END
$$;

CREATE TRIGGER "hub_subscription_farewell" AFTER DELETE OR UPDATE OF "token" ON "hub_subscription"
    FOR EACH ROW
    WHEN (OLD."state" = 'ACTIVE' AND OLD."callback_url" IS NOT NULL AND OLD."lease_until" > now())
    EXECUTE FUNCTION "leave_hub_farewell"();
