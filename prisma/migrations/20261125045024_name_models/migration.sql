-- AlterTable
ALTER TABLE "candidate" ADD COLUMN     "model" TEXT;

-- AlterTable
ALTER TABLE "found_mention" ADD COLUMN     "model" TEXT;

-- AlterTable
ALTER TABLE "mention" ADD COLUMN     "model" TEXT;

-- AlterTable
ALTER TABLE "takeaway" ADD COLUMN     "model" TEXT;
