-- CreateTable: unlogged, which Prisma's schema cannot say. Replicas do not have it and need not.
CREATE UNLOGGED TABLE "writer" (
    "id" UUID NOT NULL,
    "written_to" BIGINT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "writer_pkey" PRIMARY KEY ("id")
);
