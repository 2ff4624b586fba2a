-- CreateTable
CREATE TABLE "shared_name" (
    "source_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "shared_name_pkey" PRIMARY KEY ("source_id","name")
);

-- CreateTable
CREATE TABLE "redirect" (
    "address" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "resolved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redirect_pkey" PRIMARY KEY ("address")
);

-- AddForeignKey
ALTER TABLE "shared_name" ADD CONSTRAINT "shared_name_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
