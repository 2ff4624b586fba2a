-- AlterTable
ALTER TABLE "article_revision" ADD COLUMN     "image_url" TEXT;
